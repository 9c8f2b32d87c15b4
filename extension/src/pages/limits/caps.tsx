import { AmountField } from "../../shared/amount-field";
import type { LimitsInForce } from "../../shared/api";
import { byteUnits, megabits, rateUnits } from "../../shared/limits/amount";
import { Card, Field } from "../../shared/parts";
import { useWords } from "../../shared/words";
import type { Part } from "./limits";

const LAST_START = 28;

/** How much in a day and a month, both directions together. */
export function Caps({ settings, change, onFault }: Part) {
  const { t } = useWords();
  const set = limitSetter({ settings, change, onFault });
  const { perDay, perMonth } = settings.limits;
  const orders = perDay > 0 && perMonth > 0 && perDay > perMonth;
  return (
    <Card title={t("capsTitle")} hint={t("capsHint")}>
      <div class="columns" style={{ "--least": "13rem" }}>
        <AmountField label={t("perDay")} bytes={perDay} units={byteUnits} usual={["MB", "GB"]} onChange={set("perDay")} hint={orders ? t("dayAboveMonth") : undefined} />
        <AmountField label={t("perMonth")} bytes={perMonth} units={byteUnits} usual={["GB", "TB"]} onChange={set("perMonth")} />
        <Field label={t("monthStartsOn")} hint={t("monthStartsOnHint")}>
          {(ids) => (
            <select class="select" value={String(settings.monthStartsOn)} onChange={(event) => change({ monthStartsOn: Number(event.currentTarget.value) })} {...ids}>
              {Array.from({ length: LAST_START }, (_, at) => at + 1).map((day) => <option key={day} value={String(day)}>{t("dayOfMonth", { day })}</option>)}
            </select>
          )}
        </Field>
      </div>
    </Card>
  );
}

/** How fast, each direction for itself. */
export function Speed({ settings, change, onFault }: Part) {
  const { t, format } = useWords();
  const set = limitSetter({ settings, change, onFault });
  const { rateUp, rateDown } = settings.limits;
  const both = (rate: number): string | undefined =>
    rate === 0 ? t("noLimitHint") : t("rateBoth", { bytes: format.rate(rate), bits: format.number(Math.round(megabits(rate) * 1000) / 1000) });
  return (
    <Card title={t("speedTitle")} hint={t("speedHint")}>
      <div class="columns" style={{ "--least": "15rem" }}>
        <AmountField label={t("rateDown")} bytes={rateDown} units={rateUnits} usual={["kB/s", "MB/s"]} onChange={set("rateDown")} hint={both(rateDown)} />
        <AmountField label={t("rateUp")} bytes={rateUp} units={rateUnits} usual={["kB/s", "MB/s"]} onChange={set("rateUp")} hint={both(rateUp)} />
      </div>
    </Card>
  );
}

function limitSetter({ settings, change, onFault }: Part): (name: keyof LimitsInForce) => (bytes: number | null) => void {
  return (name) => (bytes) => {
    onFault(name, bytes === null);
    if (bytes !== null) change({ limits: { ...settings.limits, [name]: bytes } });
  };
}
