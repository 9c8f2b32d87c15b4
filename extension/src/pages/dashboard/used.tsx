import type { Moved, Status } from "../../shared/api";
import { useAsked } from "../../shared/asked";
import { useAgent, useEvents } from "../../shared/following";
import { Icon } from "../../shared/icons";
import { dayPeriod, forecast, monthPeriod, type Forecast, type Period } from "../../shared/limits/forecast";
import { CapMeter } from "../../shared/parts";
import { useWords, type Words } from "../../shared/words";

const settingsChanged = ["settings"] as const;

/** What was moved today and this month, against the caps, and where that leads. */
export function Used({ status }: { status: Status }) {
  const { t, format } = useWords();
  const agent = useAgent();
  const settings = useAsked(() => agent.settings(), [agent]);
  useEvents(settingsChanged, settings.again);
  const startsOn = settings.value?.value.monthStartsOn ?? 1;
  const now = new Date();
  const month = monthPeriod(now, startsOn);
  return (
    <section class="card" aria-labelledby="used-title">
      <header><h2 id="used-title">{t("usedTitle")}</h2><a class="small change-caps" href="/pages/limits/index.html">{t("changeCaps")}</a></header>
      <UsedIn name={t("today")} moved={status.today} cap={status.limits.perDay} period={dayPeriod(now)} end={t("midnight")} now={now} />
      <UsedIn name={startsOn === 1 ? t("thisMonth") : t("monthSince", { date: format.date(month.start.toISOString()) })} moved={status.month} cap={status.limits.perMonth} period={month} end={format.date(month.end.toISOString())} now={now} />
    </section>
  );
}

function UsedIn({ name, moved, cap, period, end, now }: { name: string; moved: Moved; cap: number; period: Period; end: string; now: Date }) {
  const words = useWords();
  const { format } = words;
  const used = moved.up + moved.down;
  const told = forecast(used, cap, period, now);
  const sentence = forecastWords(told, end, words);
  return (
    <div class="stack-2">
      <CapMeter label={name} used={used} cap={cap} />
      <p class="small quiet row numbers">
        <span class="row"><span class="arrow-down"><Icon name="down" size={14} /></span>{words.t("down")} {format.bytes(moved.down)}</span>
        <span class="row"><span class="arrow-up"><Icon name="up" size={14} /></span>{words.t("up")} {format.bytes(moved.up)}</span>
      </p>
      {sentence && <p class="forecast" data-tone={tones[told.kind]}><Icon name={told.kind === "WITHIN" ? "good" : "waiting"} size={16} />{sentence}</p>}
    </div>
  );
}

const tones: Readonly<Record<Forecast["kind"], "wait" | "bad" | undefined>> = { NO_CAP: undefined, TOO_EARLY: undefined, WITHIN: undefined, ON: "wait", REACHED: "bad" };

function forecastWords(told: Forecast, end: string, { t, format }: Words): string | null {
  switch (told.kind) {
    case "NO_CAP":
      return null;
    case "TOO_EARLY":
      return t("forecastTooEarly");
    case "REACHED":
      return t("forecastReached", { end });
    case "WITHIN":
      return t("forecastWithin", { expected: format.bytes(told.expected), percent: format.percent(told.share), end });
    case "ON":
      return t("forecastOn", { at: format.moment(told.at.toISOString()) });
  }
}
