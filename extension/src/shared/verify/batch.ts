import { verifyReceipt, type Claim, type Trusted } from "./verify";
import type { Verdict } from "./verdict";

/** Receipts between two breaths: the screen stays alive, about 20 ms of work. */
const CHUNK = 20;

export type Progress<C extends Claim> = { done: number; total: number; latest: { claim: C; verdict: Verdict }[] };

/**
 * Verifies many receipts, telling after each chunk how far it is. Stops when aborted.
 *
 * @param breathe lets the screen draw between chunks
 */
export async function verifyAll<C extends Claim>(
  claims: readonly C[],
  trusted: Trusted,
  tell: (progress: Progress<C>) => void,
  signal: AbortSignal,
  breathe: () => Promise<void>,
): Promise<void> {
  for (let from = 0; from < claims.length && !signal.aborted; from += CHUNK) {
    const chunk = claims.slice(from, from + CHUNK);
    const latest = await Promise.all(chunk.map(async (claim) => ({ claim, verdict: await verifyReceipt(claim, trusted) })));
    tell({ done: from + chunk.length, total: claims.length, latest });
    await breathe();
  }
}
