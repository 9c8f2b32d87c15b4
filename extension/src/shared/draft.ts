import { useCallback, useEffect, useState } from "preact/hooks";
import type { Versioned } from "./agent";
import type { AgentEvent } from "./api";
import { useEvents } from "./following";
import { merge, same, withValue, type Conflict } from "./merge";
import { problemOf, type AgentProblem } from "./problem";

/** A document of the agent that is being changed here, and perhaps elsewhere at the same time. */
export interface Draft<T extends object> {
  /** Null until the agent has answered. */
  value: T | null;
  dirty: boolean;
  busy: boolean;
  /** True from a save until the next change. */
  saved: boolean;
  problem: AgentProblem | null;
  /** Changed here and elsewhere: someone has to choose. */
  conflicts: readonly Conflict[];
  /** Changed elsewhere only, and taken over. */
  takenOver: readonly string[];
  change: (next: T) => void;
  /** Settles a conflict: with our value, or with theirs. */
  choose: (conflict: Conflict, mine: boolean) => void;
  save: () => void;
  discard: () => void;
  load: () => void;
}

interface State<T> {
  base: Versioned<T> | null;
  value: T | null;
  busy: boolean;
  saved: boolean;
  problem: AgentProblem | null;
  conflicts: readonly Conflict[];
  takenOver: readonly string[];
}

/** Loads a document, keeps the user's changes beside it, saves by ETag, and brings in what was changed elsewhere. */
export function useDraft<T extends object>(get: () => Promise<Versioned<T>>, put: (value: T, etag: string) => Promise<Versioned<T>>, event: AgentEvent["type"]): Draft<T> {
  const [state, setState] = useState<State<T>>({ base: null, value: null, busy: false, saved: false, problem: null, conflicts: [], takenOver: [] });

  const failed = (thrown: unknown): void => setState((before) => ({ ...before, busy: false, problem: problemOf(thrown) }));
  const load = useCallback(() => {
    get().then((theirs) => setState((before) => received(before, theirs)), failed);
  }, [get]);
  useEffect(load, [load]);
  useEvents([event], load);

  const save = (): void => {
    const { base, value } = state;
    if (base === null || value === null) return;
    setState((before) => ({ ...before, busy: true, problem: null }));
    put(value, base.etag).then(
      (written) => setState({ base: written, value: written.value, busy: false, saved: true, problem: null, conflicts: [], takenOver: [] }),
      async (thrown: unknown) => {
        if (problemOf(thrown).code !== "CHANGED_MEANWHILE") return failed(thrown);
        await get().then((theirs) => setState((before) => received({ ...before, busy: false }, theirs)), failed);
      },
    );
  };

  return {
    ...state,
    dirty: state.base !== null && !same(state.base.value, state.value),
    change: (value) => setState((before) => ({ ...before, value, saved: false })),
    choose: (conflict, mine) => setState((before) => ({
      ...before,
      value: before.value === null ? null : withValue(before.value, conflict.path, mine ? conflict.mine : conflict.theirs),
      conflicts: before.conflicts.filter((one) => one !== conflict),
    })),
    save,
    discard: () => setState((before) => ({ ...before, value: before.base?.value ?? null, problem: null, conflicts: [], takenOver: [] })),
    load,
  };
}

/** What stands here after the agent has told the present document. */
export function received<T extends object>(before: State<T>, theirs: Versioned<T>): State<T> {
  const { base, value } = before;
  if (base === null || value === null || same(base.value, value)) return { ...before, base: theirs, value: theirs.value, problem: null };
  if (base.etag === theirs.etag) return before;
  const { merged, conflicts, theirChanges } = merge(base.value, value, theirs.value);
  return { ...before, base: theirs, value: merged, conflicts, takenOver: theirChanges };
}
