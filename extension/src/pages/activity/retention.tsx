import { useAsked, useDoing } from "../../shared/asked";
import { useAgent, useEvents } from "../../shared/following";
import { Card, Field, Pill, ProblemNotice } from "../../shared/parts";
import { useWords } from "../../shared/words";

const usual = [0, 7, 30, 90, 365] as const;
const settingsChanged = ["settings"] as const;

/** How long rows are kept; receipts are evidence of pay and stay. */
export function Retention() {
  const { t, plural } = useWords();
  const agent = useAgent();
  const settings = useAsked(() => agent.settings(), [agent]);
  useEvents(settingsChanged, settings.again);
  const { busy, problem, run } = useDoing();
  const held = settings.value;
  if (held === null) return settings.problem && <ProblemNotice problem={settings.problem} onRetry={settings.again} />;
  const kept = held.value.journal.retentionDays;
  const choices = [...new Set<number>([...usual, kept])].sort((one, other) => one - other);
  const choose = (retentionDays: number): void =>
    run(async () => settings.set(await agent.putSettings({ ...held.value, journal: { retentionDays } }, held.etag)));
  return (
    <Card title={t("retentionTitle")} hint={t("retentionHint")}>
      <Field label={t("retentionDays")}>
        {(ids) => (
          <select class="select retention" disabled={busy} value={String(kept)} onChange={(event) => choose(Number(event.currentTarget.value))} {...ids}>
            {choices.map((days) => <option key={days} value={String(days)}>{days === 0 ? t("retentionNone") : plural("retentionFor", days)}</option>)}
          </select>
        )}
      </Field>
      {kept === 0 && <div><Pill tone="wait">{t("retentionNoneHint")}</Pill></div>}
      {problem && <ProblemNotice problem={problem} onRetry={settings.again} />}
    </Card>
  );
}
