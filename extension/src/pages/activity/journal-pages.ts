import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { JournalRow } from "../../shared/api";
import { useAgent, useEvents } from "../../shared/following";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { withRow } from "../../shared/rows";
import { matches, queryOf, type Filter } from "./filter";

export interface JournalPages { rows: readonly JournalRow[]; problem: AgentProblem | null; loading: boolean; hasOlder: boolean; older: () => void }

interface State { rows: JournalRow[]; next: number | null; loading: boolean; problem: AgentProblem | null }

const start: State = { rows: [], next: null, loading: true, problem: null };

/** The journal page by page, newest first, with rows added as they come while `live`. */
export function useJournal(filter: Filter, live: boolean): JournalPages {
  const agent = useAgent();
  const [state, setState] = useState<State>(start);
  const round = useRef(0);

  const load = useCallback((before: number | null) => {
    const mine = ++round.current;
    setState((old) => (before === null ? { ...start, rows: old.rows } : { ...old, loading: true, problem: null }));
    agent.journal(queryOf(filter, before)).then(
      (page) => { if (mine === round.current) setState((old) => ({ rows: before === null ? page.rows : [...old.rows, ...page.rows], next: page.next, loading: false, problem: null })); },
      (thrown: unknown) => { if (mine === round.current) setState((old) => ({ ...old, loading: false, problem: problemOf(thrown) })); },
    );
  }, [agent, filter]);
  useEffect(() => load(null), [load]);
  useEvents(rowEvents, useCallback((event) => {
    if (event.type === "row" && live && matches(filter, event.data)) setState((old) => ({ ...old, rows: withRow(old.rows, event.data) }));
  }, [filter, live]));

  const { rows, next, loading, problem } = state;
  return { rows, problem, loading, hasOlder: next !== null, older: () => { if (!loading) load(rows.length === 0 ? null : next); } };
}

const rowEvents = ["row"] as const;
