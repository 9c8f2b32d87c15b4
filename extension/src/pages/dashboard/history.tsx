import { useMemo, useState } from "preact/hooks";
import { useAsked } from "../../shared/asked";
import { HistoryGraph, startWords } from "../../shared/chart/history-graph";
import { bars, dateOf, dateText, rangeBetween, rangeOf, type Range, type Span } from "../../shared/chart/range";
import { useAgent } from "../../shared/following";
import { Button, Card, Choice, Field, ProblemNotice, Skeleton } from "../../shared/parts";
import { useWords, type Words } from "../../shared/words";
import { Shares } from "./shares";

type Chosen = Span | "OTHER";

/** What was moved by hour or day, in any range, and for whom. Booked by the time of transfer. */
export function History() {
  const words = useWords();
  const { t } = words;
  const agent = useAgent();
  const [chosen, setChosen] = useState<Chosen>("WEEK");
  const [back, setBack] = useState(0);
  const [own, setOwn] = useState<Range>(() => rangeOf("WEEK", 0, new Date()));
  const range = useMemo(() => (chosen === "OTHER" ? own : rangeOf(chosen, back, new Date())), [chosen, back, own]);
  const usage = useAsked(() => agent.usage(dateText(range.from), dateText(range.to), range.bucket), [agent, range]);
  const all = useMemo(() => (usage.value === null ? null : bars(range, usage.value.buckets, new Date())), [usage.value]);
  const choose = (next: Chosen): void => {
    setOwn(range);
    setBack(0);
    setChosen(next);
  };
  const spans: readonly { value: Chosen; label: string }[] = [
    { value: "DAY", label: t("spanDay") }, { value: "WEEK", label: t("spanWeek") }, { value: "MONTH", label: t("spanMonth") }, { value: "OTHER", label: t("spanOther") },
  ];
  return (
    <>
      <Card title={t("historyTitle")} hint={t("historyHint")}>
        <div class="range-tools row-apart">
          <Choice<Chosen> label={t("spanChoice")} value={chosen} options={spans} onChange={choose} />
          {chosen === "OTHER" ? <OwnRange range={own} onChange={setOwn} /> : <Steps name={rangeWords(range, words)} back={back} onStep={setBack} />}
        </div>
        {usage.problem && <ProblemNotice problem={usage.problem} onRetry={usage.again} />}
        {all === null ? !usage.problem && <Skeleton tall="18rem" /> : <HistoryGraph all={all} bucket={range.bucket} label={t("historyOf", { range: rangeWords(range, words) })} />}
      </Card>
      {usage.value !== null && (
        <div class="columns" style={{ "--least": "20rem" }}>
          <Shares by="COORDINATOR" shares={usage.value.byCoordinator} range={rangeWords(range, words)} />
          <Shares by="CATEGORY" shares={usage.value.byCategory} range={rangeWords(range, words)} />
        </div>
      )}
    </>
  );
}

function Steps({ name, back, onStep }: { name: string; back: number; onStep: (back: number) => void }) {
  const { t } = useWords();
  return (
    <div class="step" role="group" aria-label={t("stepThrough")}>
      <Button look="plain" class="button back" icon="next" label={t("earlier")} onClick={() => onStep(back + 1)} />
      <span class="range-name" aria-live="polite">{name}</span>
      <Button look="plain" icon="next" label={t("later")} disabled={back === 0} onClick={() => onStep(back - 1)} />
    </div>
  );
}

function OwnRange({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const { t } = useWords();
  const change = (from: string, to: string): void => {
    const [first, last] = [dateOf(from), dateOf(to)];
    if (first !== null && last !== null) onChange(rangeBetween(first, last));
  };
  const [from, to] = [dateText(range.from), dateText(range.to)];
  return (
    <div class="range-tools">
      <Field label={t("fromDay")}>{(ids) => <input class="input" type="date" value={from} onChange={(event) => change(event.currentTarget.value, to)} {...ids} />}</Field>
      <Field label={t("toDay")}>{(ids) => <input class="input" type="date" value={to} onChange={(event) => change(from, event.currentTarget.value)} {...ids} />}</Field>
    </div>
  );
}

function rangeWords({ from, to }: Range, words: Words): string {
  if (dateText(from) === dateText(to)) return startWords(from, "DAY", words);
  return new Intl.DateTimeFormat(words.locale, { day: "numeric", month: "short", year: "numeric" }).formatRange(from, to);
}
