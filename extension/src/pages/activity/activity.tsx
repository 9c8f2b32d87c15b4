import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button, Choice, Empty, Field, ProblemNotice, Skeleton, Switch } from "../../shared/parts";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";
import "./activity.css";
import { Denials, useDenials } from "./denials";
import { Export } from "./export";
import type { Filter, OutcomeChoice } from "./filter";
import { useHold } from "./hold";
import { useJournal } from "./journal-pages";
import { JournalItem } from "./journal-item";
import { Retention } from "./retention";

const PATIENCE_MILLIS = 300;

/** What went through this line: who, why, which site, how much, and what was refused. */
export function Activity() {
  const { t, code, plural } = useWords();
  const [outcome, setOutcome] = useState<OutcomeChoice>("ALL");
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const [live, setLive] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, [typed]);
  const filter = useMemo<Filter>(() => ({ outcome, text }), [outcome, text]);
  const free = useRef(() => {});
  const hold = useHold(() => free.current());
  const journal = useJournal(filter, live, hold.isHeld);
  free.current = journal.bringIn;
  const denials = useDenials();
  const outcomes: readonly OutcomeChoice[] = ["ALL", "BLOCKED", "OK", "REFUSED", "FAILED", "STOPPED"];
  return (
    <>
      <PageHead title={t("page_activity")} lead={t("activityLead")}><Export /></PageHead>
      <Denials denials={denials} />
      <section class="card journal" aria-label={t("journal")}>
        <div class="journal-tools">
          <Choice<OutcomeChoice> label={t("outcomeChoice")} value={outcome} onChange={setOutcome} options={outcomes.map((value) => ({ value, label: value === "ALL" ? t("outcomeAll") : code("outcome", value) }))} />
          <Field label={t("searchJournal")}>{(ids) => <input class="input" type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} {...ids} />}</Field>
          <Switch label={t("liveRows")} checked={live} onChange={setLive} />
        </div>
        {outcome === "BLOCKED" && <p class="quiet small measure">{t("blockedHint")}</p>}
        {journal.problem && <ProblemNotice problem={journal.problem} onRetry={journal.older} />}
        <div class="journal-list" ref={hold.at}>
          {journal.rows.length === 0 && journal.loading && <Skeleton tall="20rem" />}
          {journal.rows.length === 0 && !journal.loading && journal.problem === null && <Empty icon="search" title={t("journalEmpty")}><span>{t("journalEmptyHint")}</span></Empty>}
          {journal.rows.length > 0 && (
            <>
              <NewRows count={journal.waiting} live={live} shown={plural("rowsShown", journal.rows.length)} onShow={() => showFirst(hold.at.current, journal.bringIn)} />
              <div class="journal-head" aria-hidden="true"><span>{t("time")}</span><span>{t("columnSite")}</span><span>{t("columnFor")}</span><span class="end">{t("columnMoved")}</span><span>{t("columnOutcome")}</span><span>{t("columnReceipt")}</span></div>
              <ol class="journal-rows">{journal.rows.map((row) => <JournalItem key={row.number} row={row} denials={denials} />)}</ol>
            </>
          )}
        </div>
        {journal.hasOlder && <Older busy={journal.loading} onReached={journal.older} />}
        {!journal.hasOlder && journal.rows.length > 0 && !journal.loading && <p class="quiet small journal-end">{t("journalEnd")}</p>}
      </section>
      <Retention />
    </>
  );
}

/** In the place of the button there is always as much room, so that nothing moves when it comes. */
function NewRows({ count, live, shown, onShow }: { count: number; live: boolean; shown: string; onShow: () => void }) {
  const { t, plural } = useWords();
  return (
    <div class="journal-new">
      <p class="visually-hidden" role="status">{shown}</p>
      {live && <p class="quiet small" data-hidden={count > 0 ? "" : undefined}>{t("newRowsLive")}</p>}
      {count > 0 && <Button look="primary" icon="up" onClick={onShow}>{plural("newRows", count)}</Button>}
    </div>
  );
}

/** The button goes when it is pressed: who walks by keyboard goes on at the first row. */
function showFirst(list: Element | null, bringIn: () => void): void {
  bringIn();
  requestAnimationFrame(() => list?.querySelector<HTMLElement>(".journal-rows summary")?.focus());
}

/** Loads more when it is scrolled into view. Who walks the list by keyboard gets a button instead, so that the list has an end to walk past. */
function Older({ busy, onReached }: { busy: boolean; onReached: () => void }) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const reached = useRef(onReached);
  reached.current = onReached;
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting) && !isWalked(place.current)) reached.current(); }, { rootMargin: "200px" });
    if (place.current !== null) seen.observe(place.current);
    return () => seen.disconnect();
  }, [busy]);
  return <div class="journal-end" ref={place}><Button disabled={busy} onClick={onReached}>{t(busy ? "loading" : "older")}</Button></div>;
}

const isWalked = (place: Element | null): boolean => place?.closest(".journal")?.querySelector(":focus-visible") != null;
