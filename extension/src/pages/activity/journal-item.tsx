import { useMemo, useState } from "preact/hooks";
import type { JournalOutcome, JournalRow } from "../../shared/api";
import { Icon, type IconName } from "../../shared/icons";
import { Button, CopyButton, Pill, type Tone } from "../../shared/parts";
import { abbreviated } from "../../shared/public-key";
import type { Denial } from "../../shared/rules/denial";
import { useWords, type Words } from "../../shared/words";
import type { DenialsState } from "./denials";

const looks: Readonly<Record<JournalOutcome, { tone: Tone; icon: IconName }>> = {
  OK: { tone: "good", icon: "good" },
  REFUSED: { tone: "accent", icon: "rules" },
  FAILED: { tone: "wait", icon: "trouble" },
  STOPPED: { tone: "calm", icon: "pause" },
  BLOCKED: { tone: "bad", icon: "lock" },
};

/** One row; all that is known of it when opened. */
export function JournalItem({ row, denials }: { row: JournalRow; denials: DenialsState }) {
  const words = useWords();
  const { t, code, format } = words;
  const [open, setOpen] = useState(false);
  const look = looks[row.outcome];
  // A long list is on the screen while rows come in: what has not changed is not drawn again.
  const summary = useMemo(() => (
    <summary>
      <time class="numbers" dateTime={row.at}>{format.moment(row.at)}</time>
      {isTest(row)
        ? <span class="journal-site"><strong>{code("kind", row.kind)}</strong><small>{t("lineTestRow")}</small></span>
        : <span class="journal-site"><strong>{row.site}</strong><small>{code("category", row.category)} · {row.purpose ?? code("kind", row.kind)}</small></span>}
      <span class="journal-for">{coordinatorWords(row)}</span>
      <span class="journal-moved numbers"><span><span class="arrow-down"><Icon name="down" size={13} /></span><span class="visually-hidden">{t("down")} </span>{format.bytes(row.down)}</span><span><span class="arrow-up"><Icon name="up" size={13} /></span><span class="visually-hidden">{t("up")} </span>{format.bytes(row.up)}</span></span>
      <span><Pill tone={look.tone} icon={look.icon}>{code("outcome", row.outcome)}</Pill></span>
      <span class="journal-receipt small">{code("receiptState", receiptState(row))}</span>
    </summary>
  ), [row, words]);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        {summary}
        {open && <Opened row={row} denials={denials} />}
      </details>
    </li>
  );
}

function Opened({ row, denials }: { row: JournalRow; denials: DenialsState }) {
  const words = useWords();
  const { t, code, format } = words;
  const pages: readonly { denial: Denial; label: string }[] = [
    { denial: { kind: "SITE", value: row.site }, label: t("neverSite", { site: row.site }) },
    { denial: { kind: "CATEGORY", value: row.category }, label: t("neverCategory", { category: code("category", row.category) }) },
  ];
  const choices: readonly { denial: Denial; label: string }[] = [
    ...(isTest(row) ? [] : pages),
    { denial: { kind: "COORDINATOR", value: row.coordinator }, label: t("neverCoordinator", { coordinator: coordinatorWords(row) }) },
  ];
  return (
    <div class="journal-open">
      <dl class="facts">
        {!isTest(row) && <><dt>{t("factHost")}</dt><dd>{row.host}</dd></>}
        <dt>{t("factTime")}</dt><dd>{format.dateTime(row.at)}</dd>
        <dt>{t("factWhat")}</dt><dd>{code("kind", row.kind)}{row.kind === "RELAY" && <> · {t("relayOpaque")}</>}{isTest(row) && <> · {t("lineTestRow")}</>}</dd>
        {!isTest(row) && <><dt>{t("factPurpose")}</dt><dd>{row.purpose ?? t("notTold")}</dd></>}
        <dt>{t("factCoordinator")}</dt><dd>{coordinatorWords(row)} · {code("trust", row.trust)}</dd>
        {!isTest(row) && <><dt>{t("factConsumer")}</dt><dd><code>{row.consumer}</code></dd></>}
        <dt>{t("factTask")}</dt><dd><code>{row.task}</code></dd>
        <dt>{t("factOutcome")}</dt><dd>{code("outcome", row.outcome)}{row.code !== "NONE" && <> · <code>{row.code}</code></>}</dd>
        {row.rule !== null && <><dt>{t("factRule")}</dt><dd>{ruleWords(row.rule, words)}</dd></>}
        <dt>{t("columnReceipt")}</dt>
        <dd>{receiptWords(row, words)}{row.sequence !== null && <> · <a href={`/pages/earnings/index.html#${encodeURIComponent(row.coordinator)}/${row.sequence}`}>{t("toReceipt", { sequence: row.sequence })}</a></>}</dd>
      </dl>
      <div class="stack-2">
        <h3 class="small">{t("neverAgain")}</h3>
        <div class="row">
          {choices.map(({ denial, label }) => (
            <Button key={denial.kind} look="danger" icon="lock" disabled={denials.busy || denials.has(denial)} onClick={() => denials.deny(denial, label)}>{label}</Button>
          ))}
        </div>
        <p class="small quiet">{t("neverHint")}</p>
        <div><CopyButton text={JSON.stringify(row, null, 2)} label={t("copyRow")} /></div>
      </div>
    </div>
  );
}

/** A test fetches nothing and is for no customer. */
const isTest = ({ kind }: JournalRow): boolean => kind === "LINE_TEST";

function coordinatorWords({ coordinator, coordinatorName }: JournalRow): string {
  return coordinatorName ?? (coordinator.startsWith("ed25519:") ? abbreviated(coordinator) : coordinator);
}

/** The agent tells a stable word, then detail. */
function receiptWords(row: JournalRow, { code }: Words): string {
  const detail = row.receipt.slice(receiptState(row).length).replace(/^[\s:]+/, "");
  return [code("receiptState", receiptState(row)), ...(detail === "" ? [] : [code("unpaid", detail)])].join(" · ");
}

const receiptState = ({ receipt }: JournalRow): string => (/^[A-Za-z_]*/.exec(receipt)?.[0] ?? "").toUpperCase();

function ruleWords(rule: string, { code }: Words): string {
  const [word = "", ...value] = rule.split(" ");
  return value.length === 0 ? code("rule", word) : `${code("rule", word)}: ${value.join(" ")}`;
}
