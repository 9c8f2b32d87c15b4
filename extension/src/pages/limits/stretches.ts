/** Hours from and to, the last not included. */
export interface Hours { from: number; to: number }

/** Runs of true: `[false, true, true]` is from 1 to 3. */
export function stretches(runs: readonly boolean[]): Hours[] {
  const found: Hours[] = [];
  runs.forEach((on, hour) => {
    const last = found.at(-1);
    if (!on) return;
    if (last?.to === hour) last.to = hour + 1;
    else found.push({ from: hour, to: hour + 1 });
  });
  return found;
}
