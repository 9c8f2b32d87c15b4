import { useState } from "preact/hooks";
import { AmountField } from "../../shared/amount-field";
import type { Day, Slot } from "../../shared/api";
import { rateUnits } from "../../shared/limits/amount";
import { days, minutesOf, noRate, replaced, timeText, withMinutes } from "../../shared/limits/week";
import { Button, Empty, Field } from "../../shared/parts";
import { useWords } from "../../shared/words";
import { dayName } from "./day-words";

interface SlotListProps { slots: readonly Slot[]; onChange: (slots: Slot[]) => void; onFault: (field: string, faulty: boolean) => void }

/** The same hours as a list, to the minute. */
export function SlotList({ slots, onChange, onFault }: SlotListProps) {
  const words = useWords();
  const { t } = words;
  const [day, setDay] = useState<Day>("MONDAY");
  return (
    <div class="stack">
      {slots.length === 0 && <Empty icon="schedule" title={t("noSlots")} />}
      <ul class="slots">
        {slots.map((slot, at) => (
          <SlotRow key={`${slot.day} ${slot.from}`} slot={slot} name={`slot.${at}`} onFault={onFault} onRemove={() => onChange(slots.filter((one) => one !== slot))} onChange={(next) => onChange(replaced(slots, slot, next))} />
        ))}
      </ul>
      <div class="row">
        <select class="select slot-day" aria-label={t("dayOfNew")} value={day} onChange={(event) => setDay(event.currentTarget.value as Day)}>
          {days.map((each) => <option key={each} value={each}>{dayName(each, "long", words)}</option>)}
        </select>
        <Button icon="plus" onClick={() => onChange(withMinutes(slots, day, 8 * 60, 18 * 60, noRate))}>{t("addSlot")}</Button>
      </div>
    </div>
  );
}

interface SlotRowProps { slot: Slot; name: string; onChange: (slot: Slot) => void; onRemove: () => void; onFault: SlotListProps["onFault"] }

function SlotRow({ slot, name, onChange, onRemove, onFault }: SlotRowProps) {
  const words = useWords();
  const { t } = words;
  const rate = (which: "rateUp" | "rateDown") => (bytes: number | null): void => {
    onFault(`${name}.${which}`, bytes === null);
    if (bytes !== null) onChange({ ...slot, [which]: bytes === 0 ? null : bytes });
  };
  return (
    <li aria-label={`${dayName(slot.day, "long", words)} ${slot.from}–${slot.to}`}>
      <strong class="slot-name">{dayName(slot.day, "long", words)}</strong>
      <TimeField label={t("slotFrom")} value={slot.from} fits={(minutes) => minutes < (minutesOf(slot.to) ?? 0)} onChange={(from) => onChange({ ...slot, from })} />
      <TimeField label={t("slotTo")} value={slot.to} fits={(minutes) => minutes > (minutesOf(slot.from) ?? 0)} onChange={(to) => onChange({ ...slot, to })} />
      <AmountField label={t("rateDown")} bytes={slot.rateDown ?? 0} units={rateUnits} usual={["kB/s", "MB/s"]} onChange={rate("rateDown")} />
      <AmountField label={t("rateUp")} bytes={slot.rateUp ?? 0} units={rateUnits} usual={["kB/s", "MB/s"]} onChange={rate("rateUp")} />
      <Button look="plain" icon="remove" label={t("removeSlot", { day: dayName(slot.day, "long", words), from: slot.from, to: slot.to })} onClick={onRemove} />
    </li>
  );
}

/** A time of day up to 24:00, taken when the field is left. */
function TimeField({ label, value, fits, onChange }: { label: string; value: string; fits: (minutes: number) => boolean; onChange: (value: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const minutes = minutesOf(text.padStart(5, "0"));
  const good = minutes !== null && fits(minutes);
  return (
    <Field label={label} error={good ? undefined : t("timeMalformed")}>
      {(ids) => <input class="input slot-time" inputMode="numeric" value={text} onInput={(event) => setText(event.currentTarget.value)} onBlur={() => (good ? onChange(timeText(minutes)) : setText(value))} {...ids} />}
    </Field>
  );
}
