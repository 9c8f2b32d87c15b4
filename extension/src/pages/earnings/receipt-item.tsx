import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ReceiptRow } from "../../shared/api";
import { Button, CopyButton, Pill } from "../../shared/parts";
import type { Verdict } from "../../shared/verify/verdict";
import { useWords } from "../../shared/words";
import { anchorOf } from "./receipts";
import { Steps } from "./steps";

interface ReceiptItemProps { row: ReceiptRow; verdict: Verdict | null; coordinator: string; busy: boolean; opened: boolean; onVerify: () => void }

/** One receipt; opened, what it says and what verifying has shown. */
export function ReceiptItem({ row, verdict, coordinator, busy, opened, onVerify }: ReceiptItemProps) {
  const { t, code, format } = useWords();
  const [open, setOpen] = useState(opened);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => { if (opened) place.current?.scrollIntoView({ block: "center" }); }, []);
  // Hundreds of these are on the screen while verdicts come in: what has not changed is not drawn again.
  const summary = useMemo(() => (
    <summary>
      <strong class="numbers">{t("receiptNumber", { sequence: format.number(row.sequence) })}</strong>
      {row.session && <span class="quiet">{code("kind", "RELAY")}</span>}
      <span class="quiet">{format.dateTime(row.settledAt)}</span>
      <span class="quiet">{coordinator}</span>
      <span class="numbers end">{format.bytes(row.delivered)}</span>
      <span><VerdictPill verdict={verdict} /></span>
    </summary>
  ), [row, verdict, coordinator, t, code, format]);
  return (
    <li id={anchorOf(row)} ref={place} data-verdict={verdict?.kind}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        {summary}
        {open && (
          <div class="receipt-open">
            <div class="row"><Button icon="rules" disabled={busy} onClick={onVerify}>{t(verdict === null ? "verifyOne" : "verifyAgain")}</Button><CopyButton text={JSON.stringify({ receipt: row.envelope, logged: row.logged }, null, 2)} label={t("copyReceipt")} /></div>
            <div role="status">{verdict !== null && <Steps verdict={verdict} />}</div>
            {verdict?.kind === "GENUINE" && <Signed verdict={verdict} row={row} />}
          </div>
        )}
      </details>
    </li>
  );
}

function VerdictPill({ verdict }: { verdict: Verdict | null }) {
  const { t } = useWords();
  switch (verdict?.kind) {
    case undefined:
      return <Pill icon="info">{t("notVerified")}</Pill>;
    case "GENUINE":
      return <Pill tone="good">{t("genuine")}</Pill>;
    case "BROKEN":
      return <Pill tone="bad" icon="bad">{t("broken")}</Pill>;
    case "UNSUPPORTED":
      return <Pill tone="wait">{t("unsupported")}</Pill>;
  }
}

/** What both have signed; shown only once it is proven that they have. */
function Signed({ verdict: { receipt }, row }: { verdict: Extract<Verdict, { kind: "GENUINE" }>; row: ReceiptRow }) {
  const { t, code, format } = useWords();
  return (
    <dl class="facts receipt-facts">
      <dt>{t("factTask")}</dt><dd><code>{receipt.taskId}</code></dd>
      <dt>{t("factOutcome")}</dt><dd>{code("outcome", receipt.outcome)}{receipt.code !== "NONE" && <> · <code>{receipt.code}</code></>}</dd>
      <dt>{t("signedDelivered")}</dt><dd>{format.bytes(receipt.delivered)}</dd>
      <dt>{t("signedSource")}</dt><dd>{t("movedShort", { down: format.bytes(receipt.sourceDown), up: format.bytes(receipt.sourceUp) })}</dd>
      <dt>{t("signedWhen")}</dt><dd>{format.dateTime(receipt.startedAt)} – {format.timeToTheSecond(receipt.endedAt)}</dd>
      <dt>{t("factConsumer")}</dt><dd><code>{receipt.consumer}</code></dd>
      <dt>{t("signedPlace")}</dt><dd>{t("signedPlaceText", { index: format.number(row.logged.index), size: format.number(row.logged.treeSize) })}</dd>
    </dl>
  );
}
