import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Day, Rates, Slot } from "../../shared/api";
import { days, hourOf, HOURS, timeText, withHour, type Hour } from "../../shared/limits/week";
import { useWords, type Words } from "../../shared/words";
import { dayName } from "./day-words";

interface Cell { day: number; hour: number }

const hours = Array.from({ length: HOURS }, (_, hour) => hour);
const NARROW = "(max-width: 64rem)";

/**
 * The hours of a week. Arrows walk, space switches, shift with arrows paints on; so does dragging.
 * Days run down on a wide screen and across on a narrow one.
 */
export function WeekGrid({ slots, brush, onChange }: { slots: readonly Slot[]; brush: Rates; onChange: (slots: Slot[]) => void }) {
  const words = useWords();
  const { t } = words;
  const narrow = useNarrow();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell>({ day: 0, hour: 0 });
  const painting = useRef<Rates | null | undefined>(undefined);
  const latest = useRef(slots);
  latest.current = slots;

  const paint = ({ day, hour }: Cell, rate: Rates | null): void => {
    const name = days[day];
    if (name === undefined) return;
    const next = withHour(latest.current, name, hour, rate);
    latest.current = next;
    onChange(next);
  };
  const opposite = ({ day, hour }: Cell): Rates | null => (hourOf(latest.current, days[day] ?? "MONDAY", hour).kind === "ON" ? null : brush);
  const focus = (cell: Cell): void => {
    setAt(cell);
    table.current?.querySelector<HTMLElement>(`[data-cell="${cell.day}-${cell.hour}"]`)?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTableElement>): void => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      paint(at, opposite(at));
      return;
    }
    const next = moved(at, event.key, narrow, words.direction === "rtl");
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey) paint(next, hourOf(latest.current, days[at.day] ?? "MONDAY", at.hour).kind === "ON" ? brush : null);
    focus(next);
  };
  const onPointerDown = (event: TargetedPointerEvent<HTMLTableElement>): void => {
    const cell = cellAt(event);
    if (cell === null || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    painting.current = opposite(cell);
    paint(cell, painting.current);
    focus(cell);
  };
  const onPointerOver = (event: TargetedPointerEvent<HTMLTableElement>): void => {
    const cell = cellAt(event);
    if (cell !== null && painting.current !== undefined && event.buttons === 1) paint(cell, painting.current);
  };
  const onClick = (event: MouseEvent): void => {
    const cell = event.target instanceof Element ? cellOf(event.target) : null;
    if (cell !== null && event instanceof PointerEvent && event.pointerType === "touch") {
      paint(cell, opposite(cell));
      focus(cell);
    }
  };
  const wholeDay = (day: number): void => wholly(hours.map((hour) => ({ day, hour })));
  const wholeHour = (hour: number): void => wholly(days.map((_, day) => ({ day, hour })));
  const wholly = (cells: readonly Cell[]): void => {
    const on = cells.every(({ day, hour }) => hourOf(latest.current, days[day] ?? "MONDAY", hour).kind === "ON");
    cells.forEach((cell) => paint(cell, on ? null : brush));
  };
  useEffect(() => {
    const end = (): void => { painting.current = undefined; };
    addEventListener("pointerup", end);
    return () => removeEventListener("pointerup", end);
  }, []);

  const cell = (day: number, hour: number) => (
    <GridCell key={`${day}-${hour}`} day={day} hour={hour} state={hourOf(slots, days[day] ?? "MONDAY", hour)} current={at.day === day && at.hour === hour} />
  );
  const dayHead = (day: Day, index: number, scope: "row" | "col") => (
    <th key={day} scope={scope}><button type="button" tabIndex={-1} title={t("wholeDay", { day: dayName(day, "long", words) })} onClick={() => wholeDay(index)}>{dayName(day, "short", words)}</button></th>
  );
  const hourHead = (hour: number, scope: "row" | "col") => (
    <th key={hour} scope={scope}><button type="button" tabIndex={-1} title={t("wholeHour", { hour: timeText(hour * 60) })} onClick={() => wholeHour(hour)}>{narrow ? timeText(hour * 60) : hour}</button></th>
  );
  return (
    <div class="stack-2">
      <table class="week" data-narrow={narrow ? "" : undefined} role="grid" aria-label={t("weekGrid")} aria-describedby="week-help" aria-multiselectable ref={table}
        onKeyDown={onKeyDown} onPointerDown={onPointerDown} onPointerOver={onPointerOver} onClick={onClick}>
        <thead><tr><td />{narrow ? days.map((day, index) => dayHead(day, index, "col")) : hours.map((hour) => hourHead(hour, "col"))}</tr></thead>
        <tbody>
          {narrow
            ? hours.map((hour) => <tr key={hour}>{hourHead(hour, "row")}{days.map((_, day) => cell(day, hour))}</tr>)
            : days.map((name, day) => <tr key={name}>{dayHead(name, day, "row")}{hours.map((hour) => cell(day, hour))}</tr>)}
        </tbody>
      </table>
      <div class="week-key small quiet">
        <span><i data-kind="ON" />{t("hourOn")}</span><span><i data-kind="ON" data-limited="" />{t("hourLimited")}</span><span><i data-kind="PART" />{t("hourPart")}</span><span><i data-kind="OFF" />{t("hourOff")}</span>
      </div>
      <p class="small quiet" id="week-help">{t("weekHelp")}</p>
    </div>
  );
}

function GridCell({ day, hour, state, current }: Cell & { state: Hour; current: boolean }) {
  const words = useWords();
  const name = days[day] ?? "MONDAY";
  const limited = state.kind === "ON" && (state.rate.up !== null || state.rate.down !== null);
  return (
    <td role="gridcell" tabIndex={current ? 0 : -1} data-cell={`${day}-${hour}`} data-kind={state.kind} data-limited={limited ? "" : undefined} aria-selected={state.kind === "ON"}
      aria-label={`${dayName(name, "long", words)} ${timeText(hour * 60)}–${timeText((hour + 1) * 60)}: ${hourWords(state, words)}`} title={hourWords(state, words)} />
  );
}

function hourWords(state: Hour, { t, format }: Words): string {
  switch (state.kind) {
    case "OFF":
      return t("hourOff");
    case "PART":
      return t("hourPart");
    case "ON": {
      const { up, down } = state.rate;
      const rate = (bytes: number | null): string => (bytes === null ? t("noLimit") : format.rate(bytes));
      return up === null && down === null ? t("hourOn") : t("hourOnRate", { down: rate(down), up: rate(up) });
    }
  }
}

function moved({ day, hour }: Cell, key: string, narrow: boolean, rightToLeft: boolean): Cell | null {
  const across = { ArrowLeft: rightToLeft ? 1 : -1, ArrowRight: rightToLeft ? -1 : 1 }[key] ?? 0;
  const along = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  if (key === "Home") return { day, hour: 0 };
  if (key === "End") return { day, hour: HOURS - 1 };
  if (across === 0 && along === 0) return null;
  const next = narrow ? { day: day + across, hour: hour + along } : { day: day + along, hour: hour + across };
  return { day: Math.min(Math.max(next.day, 0), days.length - 1), hour: Math.min(Math.max(next.hour, 0), HOURS - 1) };
}

const cellAt = (event: PointerEvent): Cell | null => (event.target instanceof Element ? cellOf(event.target) : null);

function cellOf(element: Element): Cell | null {
  const [day, hour] = (element.closest<HTMLElement>("[data-cell]")?.dataset["cell"] ?? "").split("-");
  return day === undefined || hour === undefined ? null : { day: Number(day), hour: Number(hour) };
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const change = (): void => setNarrow(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return narrow;
}
