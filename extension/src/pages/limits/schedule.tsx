import { useState } from "preact/hooks";
import { AmountField } from "../../shared/amount-field";
import type { Day, Rates, Slot } from "../../shared/api";
import { rateUnits } from "../../shared/limits/amount";
import { days, everyHour, hoursOn, noRate, withMinutes } from "../../shared/limits/week";
import { Button, Card, Choice, Switch } from "../../shared/parts";
import { useWords } from "../../shared/words";
import type { Part } from "./limits";
import { SlotList } from "./slot-list";
import { WeekGrid } from "./week-grid";

const NIGHT_FROM = 22 * 60;
const NIGHT_TO = 7 * 60;
const DAY_MINUTES = 24 * 60;

type View = "GRID" | "LIST";

/** When: hours of the week, each with its own speed if wanted. The hours stay when the schedule is off. */
export function Schedule({ settings, change, onFault }: Part) {
  const { t, plural, format } = useWords();
  const [view, setView] = useState<View>("GRID");
  const [brush, setBrush] = useState<Rates>(noRate);
  const { enabled, slots } = settings.schedule;
  const set = (next: Slot[]): void => change({ schedule: { enabled, slots: next } });
  const hours = hoursOn(slots);
  const setBrushRate = (name: keyof Rates) => (bytes: number | null): void => {
    onFault(`brush.${name}`, bytes === null);
    if (bytes !== null) setBrush({ ...brush, [name]: bytes === 0 ? null : bytes });
  };
  return (
    <Card title={t("scheduleTitle")} hint={t("scheduleHint")}>
      <Switch label={t("scheduleOn")} hint={enabled ? plural("scheduleHours", Math.round(hours), { zone: zoneName() }) : t("scheduleOff")} checked={enabled} onChange={(checked) => change({ schedule: { enabled: checked, slots } })} />
      {enabled && (
        <>
          <div class="row row-apart">
            <Choice<View> label={t("scheduleView")} value={view} onChange={setView} options={[{ value: "GRID", label: t("scheduleGrid") }, { value: "LIST", label: t("scheduleList") }]} />
            <div class="row" role="group" aria-label={t("presets")}>
              <Button onClick={() => set(nights())}>{t("presetNights")}</Button>
              <Button onClick={() => set(everyHour())}>{t("presetAlways")}</Button>
              <Button onClick={() => set([])}>{t("presetClear")}</Button>
            </div>
          </div>
          {view === "GRID" ? (
            <>
              <details class="brush">
                <summary>{brush.up === null && brush.down === null ? t("brushNone") : t("brushSome", { down: brush.down === null ? t("noLimit") : format.rate(brush.down), up: brush.up === null ? t("noLimit") : format.rate(brush.up) })}</summary>
                <div class="columns" style={{ "--least": "13rem" }}>
                  <AmountField label={t("rateDown")} bytes={brush.down ?? 0} units={rateUnits} usual={["kB/s", "MB/s"]} onChange={setBrushRate("down")} />
                  <AmountField label={t("rateUp")} bytes={brush.up ?? 0} units={rateUnits} usual={["kB/s", "MB/s"]} onChange={setBrushRate("up")} />
                </div>
                <p class="quiet small">{t("brushHint")}</p>
              </details>
              <WeekGrid slots={slots} brush={brush} onChange={set} />
            </>
          ) : (
            <SlotList slots={slots} onChange={set} onFault={onFault} />
          )}
        </>
      )}
    </Card>
  );
}

const zoneName = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function nights(): Slot[] {
  const put = (slots: Slot[], day: Day): Slot[] => withMinutes(withMinutes(slots, day, 0, NIGHT_TO, noRate), day, NIGHT_FROM, DAY_MINUTES, noRate);
  return days.reduce(put, []);
}
