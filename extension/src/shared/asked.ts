import { useCallback, useEffect, useState } from "preact/hooks";
import { problemOf, type AgentProblem } from "./problem";

/** What a call has answered so far; the last answer stays while it is asked again. */
export interface Asked<T> { value: T | null; problem: AgentProblem | null; asking: boolean; again: () => void; set: (value: T) => void }

/** Asks when the screen opens and whenever `dependencies` change; an answer that comes too late is dropped. */
export function useAsked<T>(ask: () => Promise<T>, dependencies: readonly unknown[]): Asked<T> {
  const [state, setState] = useState<{ value: T | null; problem: AgentProblem | null; asking: boolean }>({ value: null, problem: null, asking: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, asking: true }));
    ask().then(
      (value) => { if (current) setState({ value, problem: null, asking: false }); },
      (thrown: unknown) => { if (current) setState((before) => ({ ...before, problem: problemOf(thrown), asking: false })); },
    );
    return () => { current = false; };
  }, [...dependencies, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const set = useCallback((value: T) => setState({ value, problem: null, asking: false }), []);
  return { ...state, again, set };
}

/** A write that a button starts: busy while it runs, and its problem until the next try. */
export function useDoing(): { busy: boolean; problem: AgentProblem | null; run: (work: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AgentProblem | null>(null);
  const run = useCallback((work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    work().catch((thrown: unknown) => setProblem(problemOf(thrown))).finally(() => setBusy(false));
  }, []);
  return { busy, problem, run };
}
