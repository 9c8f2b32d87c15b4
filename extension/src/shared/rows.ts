import type { JournalRow } from "./api";

/**
 * Newest first, each number once; the later word about a row counts. A word about a row that is older than all shown
 * changes nothing: it may belong to a page that is not loaded.
 */
export function withRow(rows: readonly JournalRow[], row: JournalRow): JournalRow[] {
  const others = rows.filter(({ number }) => number !== row.number);
  const at = others.findIndex(({ number }) => number < row.number);
  if (at >= 0) return [...others.slice(0, at), row, ...others.slice(at)];
  return others.length < rows.length || rows.length === 0 ? [...others, row] : [...rows];
}
