import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Agent } from "../../shared/agent";
import type { ReceiptRow } from "../../shared/api";
import { useAgent } from "../../shared/following";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { verifyAll } from "../../shared/verify/batch";
import type { Verdict } from "../../shared/verify/verdict";
import { trustedBy } from "./trusted";

const PAGE_ROWS = 50;
/** "Verify all" looks at so many: more would keep a page busy for long, and the older ones are a click away. */
export const MOST_AT_ONCE = 500;
const PAGE_ROWS_AT_MOST = 200;

export interface Running { done: number; total: number }

export interface ReceiptPages {
  rows: readonly ReceiptRow[];
  hasOlder: boolean;
  loading: boolean;
  problem: AgentProblem | null;
  verdicts: ReadonlyMap<string, Verdict>;
  running: Running | null;
  older: () => void;
  verify: (rows: readonly ReceiptRow[]) => void;
  /** Loads up to the newest 500 and verifies them. */
  verifyNewest: () => void;
  stop: () => void;
}

interface State { rows: readonly ReceiptRow[]; next: string | null; loading: boolean; problem: AgentProblem | null }

/** Receipts page by page, and what verifying them has shown. @param wanted loads on until this one is there */
export function useReceipts(wanted: (row: ReceiptRow) => boolean): ReceiptPages {
  const agent = useAgent();
  const [state, setState] = useState<State>({ rows: [], next: null, loading: true, problem: null });
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(new Map());
  const [running, setRunning] = useState<Running | null>(null);
  const stopping = useRef<AbortController | null>(null);

  const load = useCallback(async (from: State, enough: (rows: readonly ReceiptRow[]) => boolean, limit: number): Promise<State> => {
    setState({ ...from, loading: true, problem: null });
    const loaded = await loadUntil(agent, from, enough, limit).catch((thrown: unknown): State => ({ ...from, loading: false, problem: problemOf(thrown) }));
    setState(loaded);
    return loaded;
  }, [agent]);

  useEffect(() => {
    const enough = (rows: readonly ReceiptRow[]): boolean => rows.length >= MOST_AT_ONCE || rows.some(wanted) || !location.hash;
    void load({ rows: [], next: null, loading: true, problem: null }, enough, PAGE_ROWS);
    return () => stopping.current?.abort();
  }, [load]);

  const verify = useCallback(async (rows: readonly ReceiptRow[]): Promise<void> => {
    stopping.current?.abort();
    const stop = (stopping.current = new AbortController());
    setRunning({ done: 0, total: rows.length });
    try {
      const trusted = await trustedBy(agent);
      await verifyAll(rows, trusted, ({ done, total, latest }) => {
        setRunning({ done, total });
        setVerdicts((before) => new Map([...before, ...latest.map(({ claim, verdict }): [string, Verdict] => [claim.id, verdict])]));
      }, stop.signal, breathe);
    } catch (thrown) {
      setState((before) => ({ ...before, problem: problemOf(thrown) }));
    }
    if (stopping.current === stop) setRunning(null);
  }, [agent]);

  return {
    ...state,
    hasOlder: state.next !== null,
    verdicts,
    running,
    older: () => void load(state, (rows) => rows.length > state.rows.length, PAGE_ROWS),
    verify: (rows) => void verify(rows),
    verifyNewest: () => void load(state, (rows) => rows.length >= MOST_AT_ONCE, PAGE_ROWS_AT_MOST).then(({ rows }) => verify(rows.slice(0, MOST_AT_ONCE))),
    stop: () => stopping.current?.abort(),
  };
}

async function loadUntil(agent: Agent, from: State, enough: (rows: readonly ReceiptRow[]) => boolean, limit: number): Promise<State> {
  let { rows, next } = from;
  while (rows.length === 0 || (next !== null && !enough(rows))) {
    const page = await agent.receipts(rows.length === 0 ? null : next, limit);
    rows = [...rows, ...page.receipts];
    next = page.next;
    if (page.receipts.length === 0) break;
  }
  return { rows, next, loading: false, problem: null };
}

/** A task of its own, so that the browser can draw before the next chunk. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
