import { useEffect, useState } from "preact/hooks";
import type { Preview, Settings, WeekHour } from "../../shared/api";
import { useAgent } from "../../shared/following";
import { days, HOURS } from "../../shared/limits/week";
import { Field, Pill, ProblemNotice, Skeleton } from "../../shared/parts";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { useWords, type Words } from "../../shared/words";
import { dayName } from "./day-words";
import { stretches } from "./stretches";

/** While someone types, the agent is asked at most this often. */
const PATIENCE_MILLIS = 250;

/** What these settings would do, before they are saved: the agent itself answers. */
export function WouldRun({ settings }: { settings: Settings }) {
  const words = useWords();
  const { t, code, format } = words;
  const agent = useAgent();
  const [at, setAt] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<AgentProblem | null>(null);
  const asked = JSON.stringify(settings);
  useEffect(() => {
    let current = true;
    const answer = (told: Preview | null, failed: AgentProblem | null): void => {
      if (!current) return;
      setProblem(failed);
      if (told !== null) setPreview(told);
    };
    const timer = setTimeout(() => {
      agent.preview(settings, at === "" ? null : new Date(at).toISOString()).then((told) => answer(told, null), (thrown: unknown) => answer(null, problemOf(thrown)));
    }, PATIENCE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [agent, asked, at]);
  const rate = (bytes: number | null): string => (bytes === null ? t("noLimit") : bytes === 0 ? t("nothingNow") : format.rate(bytes));
  return (
    <aside class="card would" aria-labelledby="would-title">
      <header><h2 id="would-title">{t("wouldTitle")}</h2></header>
      {problem && <ProblemNotice problem={problem} />}
      {preview === null && problem === null && <Skeleton tall="14rem" />}
      {preview !== null && (
        <>
          <div class="stack-2" role="status">
            <div><Pill tone={preview.wouldRun ? "good" : "wait"} icon={preview.wouldRun ? "running" : "pause"}>{t(preview.wouldRun ? "wouldRun" : "wouldNotRun")}</Pill></div>
            <ul class="would-reasons">{preview.reasons.map((reason) => (
              <li key={reason.code}>{reason.until === null ? code("reason", reason.code) : t("reasonUntil", { reason: code("reason", reason.code), until: format.moment(reason.until) })}</li>
            ))}</ul>
            <p class="small quiet">{preview.nextChange === null ? t("wouldStay") : t("nextChange", { when: format.moment(preview.nextChange) })}</p>
            <p class="small quiet">{t("wouldRate", { down: rate(preview.rate.down), up: rate(preview.rate.up) })}</p>
          </div>
          {preview.week !== null && <WeekStrip week={preview.week} />}
        </>
      )}
      <Field label={t("wouldAt")} hint={t("wouldAtHint")}>{(ids) => <input class="input" type="datetime-local" value={at} onInput={(event) => setAt(event.currentTarget.value)} {...ids} />}</Field>
    </aside>
  );
}

/** The coming week, hour by hour; each day in words for who cannot see it. */
function WeekStrip({ week }: { week: readonly WeekHour[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <div class="stack-2">
      <h3 class="small">{t("weekPreview")}</h3>
      <ul class="strip">
        {days.map((day) => {
          const runs = Array.from({ length: HOURS }, (_, hour) => week.some((one) => one.day === day && one.hour === hour && one.runs));
          return (
            <li key={day}>
              <span class="small quiet" aria-hidden="true">{dayName(day, "short", words)}</span>
              <span class="strip-hours" aria-hidden="true">{runs.map((on, hour) => <i key={hour} data-on={on ? "" : undefined} />)}</span>
              <span class="visually-hidden">{dayWords(runs, dayName(day, "long", words), words)}</span>
            </li>
          );
        })}
      </ul>
      <div class="strip-scale small quiet numbers" aria-hidden="true"><span>0</span><span>6</span><span>12</span><span>18</span><span>24</span></div>
    </div>
  );
}

function dayWords(runs: readonly boolean[], day: string, { t }: Words): string {
  const found = stretches(runs);
  return found.length === 0 ? t("dayNever", { day }) : t("dayRuns", { day, hours: found.map(({ from, to }) => `${from}–${to}`).join(", ") });
}
