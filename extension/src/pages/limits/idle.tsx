import { AmountField } from "../../shared/amount-field";
import { BrowserHints } from "../../shared/browser-hints";
import { rateUnits } from "../../shared/limits/amount";
import { Card, Field, Switch } from "../../shared/parts";
import { useWords } from "../../shared/words";
import type { Part } from "./limits";

const MOST_MINUTES = 60;
/** Half a video call, in bytes per second. */
const USUAL_LINE_BUSY = 250_000;

/** Yielding: new work waits while the user or the line is busy. */
export function Idle({ settings, change, onFault }: Part) {
  const { t } = useWords();
  const { idle } = settings;
  const set = (changed: Partial<typeof idle>): void => change({ idle: { ...idle, ...changed } });
  const setMinutes = (text: string): void => {
    const minutes = Number(text);
    const good = Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES;
    onFault("idleMinutes", !good);
    if (good) set({ idleMinutes: minutes });
  };
  return (
    <Card title={t("idleTitle")} hint={t("idleHint")}>
      <Switch label={t("onlyWhenIdle")} hint={t("onlyWhenIdleHint")} checked={idle.onlyWhenIdle} onChange={(onlyWhenIdle) => set({ onlyWhenIdle })} />
      {idle.onlyWhenIdle && (
        <Field label={t("idleMinutes")} hint={t("idleMinutesHint", { most: MOST_MINUTES })}>
          {(ids) => <input class="input short" type="number" min={1} max={MOST_MINUTES} value={idle.idleMinutes} onInput={(event) => setMinutes(event.currentTarget.value)} {...ids} />}
        </Field>
      )}
      <Switch label={t("lineBusy")} hint={t("lineBusyHint")} checked={idle.lineBusyBytesPerSecond !== null} onChange={(on) => set({ lineBusyBytesPerSecond: on ? USUAL_LINE_BUSY : null })} />
      {idle.lineBusyBytesPerSecond !== null && (
        <div class="indent">
          <AmountField label={t("lineBusyRate")} bytes={idle.lineBusyBytesPerSecond} units={rateUnits} usual={["kB/s", "MB/s"]}
            onChange={(bytes) => { onFault("lineBusy", bytes === null || bytes === 0); if (bytes !== null && bytes > 0) set({ lineBusyBytesPerSecond: bytes }); }} />
        </div>
      )}
      <Switch label={t("hints")} hint={t("hintsHint")} checked={idle.hints} onChange={(hints) => set({ hints })} />
      {idle.hints && <div class="indent stack-2"><p class="measure small">{t("hintsWhat")}</p><BrowserHints /></div>}
    </Card>
  );
}
