import { useMemo } from "preact/hooks";
import type { ReceiptRow } from "../../shared/api";
import { useCoordinatorNames } from "../../shared/coordinator-names";
import { Button, Empty, Notice, ProblemNotice, Skeleton } from "../../shared/parts";
import type { Verdict } from "../../shared/verify/verdict";
import { useWords } from "../../shared/words";
import { ReceiptItem } from "./receipt-item";
import { MOST_AT_ONCE, useReceipts, type Running } from "./receipt-pages";
import { failureWords } from "./steps";

/** The evidence: each receipt can be verified here, without asking anybody. */
export function Receipts() {
  const { t, format } = useWords();
  const nameOf = useCoordinatorNames();
  const wanted = useMemo(() => wantedBy(location.hash), []);
  const receipts = useReceipts(wanted);
  const { rows, verdicts, running } = receipts;
  return (
    <section class="card" aria-labelledby="receipts-title">
      <header>
        <h2 id="receipts-title">{t("receiptsTitle")}</h2>
        <div class="row">
          {running === null
            ? <Button look="primary" icon="rules" disabled={rows.length === 0} onClick={receipts.verifyNewest}>{t("verifyAll")}</Button>
            : <Button icon="pause" onClick={receipts.stop}>{t("verifyStop")}</Button>}
        </div>
        <p>{t("receiptsHint", { most: format.number(MOST_AT_ONCE) })}</p>
      </header>
      {running !== null && <Progress running={running} />}
      <Result verdicts={verdicts} running={running !== null} rows={rows} />
      {receipts.problem && <ProblemNotice problem={receipts.problem} onRetry={receipts.older} />}
      {rows.length === 0 && receipts.loading && <Skeleton tall="14rem" />}
      {rows.length === 0 && !receipts.loading && receipts.problem === null && <Empty icon="earnings" title={t("receiptsNone")}><span>{t("receiptsNoneText")}</span></Empty>}
      <ol class="receipts">
        {rows.map((row) => <ReceiptItem key={row.id} row={row} verdict={verdicts.get(row.id) ?? null} coordinator={nameOf(row.coordinator)} busy={running !== null} opened={wanted(row)} onVerify={() => receipts.verify([row])} />)}
      </ol>
      {receipts.hasOlder && <div class="receipts-end"><Button disabled={receipts.loading} onClick={receipts.older}>{t(receipts.loading ? "loading" : "olderReceipts")}</Button></div>}
    </section>
  );
}

function Progress({ running: { done, total } }: { running: Running }) {
  const { t, format } = useWords();
  const words = t("verifyProgress", { done: format.number(done), total: format.number(total) });
  return (
    <div class="meter">
      <span class="small numbers">{words}</span>
      <div class="meter-track" role="progressbar" aria-label={t("verifyAll")} aria-valuemin={0} aria-valuemax={total} aria-valuenow={done} aria-valuetext={words}><span class="meter-fill" style={{ inlineSize: `${(done / Math.max(1, total)) * 100}%` }} /></div>
    </div>
  );
}

/** What came out, said once it is over; a broken receipt is named. */
function Result({ verdicts, running, rows }: { verdicts: ReadonlyMap<string, Verdict>; running: boolean; rows: readonly ReceiptRow[] }) {
  const words = useWords();
  const { t, plural, format } = words;
  if (running || verdicts.size === 0) return null;
  const all = [...verdicts.values()];
  if (all.some(({ kind }) => kind === "UNSUPPORTED")) return <Notice tone="wait" title={t("unsupportedTitle")} alert><p>{t("unsupportedText")}</p></Notice>;
  const broken = rows.filter(({ id }) => verdicts.get(id)?.kind === "BROKEN");
  if (broken.length === 0) return <Notice tone="good" title={plural("allGenuine", all.length)} alert><p>{t("allGenuineText")}</p></Notice>;
  return (
    <Notice tone="bad" title={plural("someBroken", broken.length, { all: format.number(all.length) })} alert>
      <p>{t("someBrokenText")}</p>
      <ul class="broken">
        {broken.map((row) => {
          const verdict = verdicts.get(row.id);
          return <li key={row.id}><a href={`#${anchorOf(row)}`}>{t("receiptNumber", { sequence: format.number(row.sequence) })}</a>: {verdict?.kind === "BROKEN" && failureWords(verdict.failure, words)}</li>;
        })}
      </ul>
    </Notice>
  );
}

export const anchorOf = ({ coordinator, sequence, session }: Pick<ReceiptRow, "coordinator" | "sequence" | "session">): string =>
  [encodeURIComponent(coordinator), ...(session ? [session] : []), sequence].join("/");

/** The receipt that a link from the journal names. */
const wantedBy = (hash: string) => (row: ReceiptRow): boolean => hash === `#${anchorOf(row)}`;
