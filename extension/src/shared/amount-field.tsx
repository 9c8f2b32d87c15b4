import { useEffect, useState } from "preact/hooks";
import "./amount-field.css";
import { amountText, fittingUnit, readAmount, type Typed } from "./limits/amount";
import { Field } from "./parts";
import { useWords } from "./words";

interface AmountFieldProps<U extends string> {
  label: string;
  hint?: string | undefined;
  /** In bytes or bytes per second; zero or null for none. */
  bytes: number | null;
  units: Readonly<Record<U, number>>;
  /** Units that are chosen by themselves for what is shown first. */
  usual: readonly U[];
  /** Zero for an empty field; null for what cannot be read. */
  onChange: (bytes: number | null) => void;
}

/** A number with its unit, said out loud; empty is no limit. */
export function AmountField<U extends string>({ label, hint, bytes, units, usual, onChange }: AmountFieldProps<U>) {
  const { t, locale } = useWords();
  const written = (amount: number, inUnit: U): string => (amount === 0 ? "" : amountText(amount, units[inUnit], locale));
  const [unit, setUnit] = useState<U>(() => fittingUnit(bytes ?? 0, units, usual));
  const [text, setText] = useState(() => written(bytes ?? 0, unit));
  useEffect(() => {
    if (bytes === null || amountOf(readAmount(text, units[unit])) === bytes) return;
    const fitting = fittingUnit(bytes, units, usual);
    setUnit(fitting);
    setText(written(bytes, fitting));
  }, [bytes]);
  const typed = readAmount(text, units[unit]);
  const change = (nextText: string, nextUnit: U): void => {
    setText(nextText);
    setUnit(nextUnit);
    onChange(amountOf(readAmount(nextText, units[nextUnit])));
  };
  return (
    <Field label={label} hint={hint} error={errorOf(typed)}>
      {(ids) => (
        <span class="amount">
          <input class="input" inputMode="decimal" autocomplete="off" placeholder={t("noLimit")} value={text} onInput={(event) => change(event.currentTarget.value, unit)} {...ids} />
          <select class="select" aria-label={t("unitOf", { field: label })} value={unit} onChange={(event) => change(text, event.currentTarget.value as U)}>
            {(Object.keys(units) as U[]).map((each) => <option key={each} value={each}>{each}</option>)}
          </select>
        </span>
      )}
    </Field>
  );

  function errorOf({ kind }: Typed): string | undefined {
    switch (kind) {
      case "MALFORMED":
        return t("amountMalformed");
      case "TOO_SMALL":
        return t("amountTooSmall");
      case "AMOUNT":
      case "EMPTY":
        return undefined;
    }
  }
}

function amountOf(typed: Typed): number | null {
  switch (typed.kind) {
    case "AMOUNT":
      return typed.bytes;
    case "EMPTY":
      return 0;
    case "MALFORMED":
    case "TOO_SMALL":
      return null;
  }
}
