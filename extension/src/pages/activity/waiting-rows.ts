import type { JournalRow } from "../../shared/api";
import { withRow } from "../../shared/rows";

/** Rows on the screen, and new ones that wait so that none moves under the pointer; both newest first. */
export interface JournalRows { rows: JournalRow[]; waiting: JournalRow[] }

/** Then they come in all the same. */
const MOST_WAITING = 1_000;

/** A new row, or a new word about one that is there, which always shows at once. */
export function arrived({ rows, waiting }: JournalRows, row: JournalRow, isHeld: boolean): JournalRows {
  const newest = rows[0];
  const waits = newest !== undefined && row.number > newest.number && (isHeld || waiting.length > 0);
  if (!waits) return { rows: withRow(rows, row), waiting };
  const next = { rows, waiting: [row, ...waiting.filter(({ number }) => number !== row.number)].sort((one, other) => other.number - one.number) };
  return isHeld && next.waiting.length < MOST_WAITING ? next : broughtIn(next);
}

export function broughtIn(shown: JournalRows): JournalRows {
  return shown.waiting.length === 0 ? shown : { rows: [...shown.waiting, ...shown.rows], waiting: [] };
}
