import type { LineNow, LineState } from "../../shared/api";
import type { IconName } from "../../shared/icons";
import { Card, Figure, Pill, type Tone } from "../../shared/parts";
import { useWords } from "../../shared/words";

const looks: Readonly<Record<LineState, { tone: Tone; icon: IconName }>> = {
  RUN: { tone: "good", icon: "running" },
  HOLD: { tone: "calm", icon: "waiting" },
  YIELD: { tone: "wait", icon: "finishing" },
};

/** What the line can carry, who proved it and when, what is idle of it, and why work gives way. */
export function LinePanel({ line }: { line: LineNow | null }) {
  const { t, code, plural, format } = useWords();
  if (line === null) return null;
  const { capacity, idle, other, standing } = line;
  const rate = (value: number | null): string => (value === null ? t("unknown") : format.rate(value));
  const both = ({ up, down }: { up: number | null; down: number | null }): string => t("downUp", { down: rate(down), up: rate(up) });
  const look = standing.state === null ? null : looks[standing.state];
  return (
    <Card title={t("lineTitle")} tools={look !== null && <Pill tone={look.tone} icon={look.icon}>{code("lineState", standing.state ?? "")}</Pill>} hint={t("lineHint")}>
      <dl class="columns line-figures" style={{ "--least": "13rem" }}>
        <Figure label={t("lineCapacity")} note={capacity.provenAt === null ? t("lineUnproven") : t("lineProven", { who: plural("lineChallengers", capacity.challengers ?? 0), at: format.moment(capacity.provenAt) })}>{capacity.provenAt === null ? "–" : both(capacity)}</Figure>
        <Figure label={t("lineIdle")} note={t("lineIdleNote")}>{idle.up === null && idle.down === null ? "–" : both(idle)}</Figure>
        <Figure label={t("lineOther")} note={t("lineOtherNote")}>{other.up === null && other.down === null ? "–" : both(other)}</Figure>
      </dl>
      <p>{code("lineWhy", standing.why)}{standing.until !== null && <> · {t("nextChange", { when: format.timeToTheSecond(standing.until) })}</>}</p>
      <details>
        <summary>{t("lineTestTitle")}</summary>
        <div class="stack-2 measure line-test">
          <p>{t("lineTestWhat")}</p>
          <p>{t("lineTestCost")}</p>
          <p>{t("lineTestWhen")}</p>
        </div>
      </details>
    </Card>
  );
}
