import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { JournalRow } from "../../shared/api";
import { useAgent, useEvents } from "../../shared/following";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { withRow } from "../../shared/rows";
import { matches, queryOf, type Filter } from "./filter";
import { arrived, broughtIn, type JournalRows } from "./waiting-rows";

/** @property waiting how many new rows are held back @property bringIn shows them */
export interface JournalPages { rows: readonly JournalRow[]; waiting: number; bringIn: () => void; problem: AgentProblem | null; loading: boolean; hasOlder: boolean; older: () => void }

interface State extends JournalRows { next: number | null; loading: boolean; problem: AgentProblem | null }

const start: State = { rows: [], waiting: [], next: null, loading: true, problem: null };

/** The journal page by page, newest first, with rows added as they come while `live`, but none while the list is held. */
export function useJournal(filter: Filter, live: boolean, isHeld: () => boolean): JournalPages {
  const agent = useAgent();
  const [state, setState] = useState<State>(start);
  const round = useRef(0);
  /** Rows that come while the first page is asked for, which may not know of them. */
  const came = useRef<JournalRow[] | null>(null);

  const load = useCallback((before: number | null) => {
    const mine = ++round.current;
    came.current = before === null ? [] : null;
    setState((old) => (before === null ? { ...start, rows: old.rows } : { ...old, loading: true, problem: null }));
    agent.journal(queryOf(filter, before)).then(
      (page) => {
        if (mine !== round.current) return;
        const first = (came.current ?? []).reduce(withRow, page.rows);
        came.current = null;
        setState((old) => ({ ...(before === null ? { rows: first, waiting: [] } : { rows: [...old.rows, ...page.rows], waiting: old.waiting }), next: page.next, loading: false, problem: null }));
      },
      (thrown: unknown) => { if (mine === round.current) setState((old) => ({ ...old, loading: false, problem: problemOf(thrown) })); },
    );
  }, [agent, filter]);
  useEffect(() => load(null), [load]);
  useEvents(rowEvents, useCallback((event) => {
    if (event.type !== "row" || !live || !matches(filter, event.data)) return;
    came.current?.push(event.data);
    setState((old) => ({ ...old, ...arrived(old, event.data, isHeld()) }));
  }, [filter, live, isHeld]));
  const bringIn = useCallback(() => setState((old) => ({ ...old, ...broughtIn(old) })), []);

  const { rows, waiting, next, loading, problem } = state;
  return { rows, waiting: waiting.length, bringIn, problem, loading, hasOlder: next !== null, older: () => { if (!loading) load(rows.length === 0 ? null : next); } };
}

const rowEvents = ["row"] as const;
