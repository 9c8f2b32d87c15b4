import type { JournalOutcome, JournalQuery, JournalRow } from "../../shared/api";

export type OutcomeChoice = JournalOutcome | "ALL";

/** What of the journal is shown. */
export interface Filter { outcome: OutcomeChoice; text: string }

const PAGE_ROWS = 50;

export function queryOf({ outcome, text }: Filter, before: number | null): JournalQuery {
  return {
    limit: PAGE_ROWS,
    ...(before === null ? {} : { before }),
    ...(outcome === "ALL" ? {} : { outcome }),
    ...(text.trim() === "" ? {} : { q: text.trim() }),
  };
}

/** Whether a row that has just come belongs among those shown. */
export function matches({ outcome, text }: Filter, row: JournalRow): boolean {
  const words = [row.site, row.host, row.purpose, row.coordinatorName, row.code, row.rule].join(" ").toLowerCase();
  return (outcome === "ALL" || row.outcome === outcome) && words.includes(text.trim().toLowerCase());
}
