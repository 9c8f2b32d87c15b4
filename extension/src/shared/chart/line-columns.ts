import { ratesOf, type Slice } from "./slices";

export type Values = (number | null)[];

/** What a graph draws: `at` in seconds since 1970, then one value for each; null where nothing is known. Sent is below zero. */
export interface LineColumns { at: number[]; capacityDown: Values; capacityUp: Values; allDown: Values; allUp: Values; ownDown: Values; ownUp: Values }

/** How much is shown: up to what the line can carry, all that moves, or ours alone. */
export type LineScale = "CAPACITY" | "ALL" | "OWN";

/** All that moves stands on what is ours, so that its rest is what others used. */
export function lineColumns(slices: readonly Slice[], scale: LineScale): LineColumns {
  const columns: LineColumns = { at: [], capacityDown: [], capacityUp: [], allDown: [], allUp: [], ownDown: [], ownUp: [] };
  for (const slice of slices) {
    const { ownUp, ownDown, otherUp, otherDown } = ratesOf(slice);
    columns.at.push(slice.at.getTime() / 1000);
    columns.ownDown.push(ownDown);
    columns.ownUp.push(below(ownUp));
    columns.allDown.push(scale === "OWN" ? null : both(ownDown, otherDown));
    columns.allUp.push(scale === "OWN" ? null : below(both(ownUp, otherUp)));
    columns.capacityDown.push(scale === "CAPACITY" ? slice.capacity.down : null);
    columns.capacityUp.push(scale === "CAPACITY" ? below(slice.capacity.up) : null);
  }
  return columns;
}

const below = (value: number | null): number | null => (value === null ? null : -value);
const both = (own: number | null, other: number | null): number | null => (own === null || other === null ? null : own + other);
