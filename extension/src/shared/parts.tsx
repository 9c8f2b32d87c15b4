import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { Icon, type IconName } from "./icons";
import type { AgentProblem } from "./problem";
import { useWords } from "./words";

export type Tone = "good" | "wait" | "bad" | "calm" | "accent";

type ButtonProps = Omit<JSX.IntrinsicElements["button"], "icon"> & { look?: "primary" | "plain" | "danger"; icon?: IconName; label?: string };

/** A button with words; with `label` and no children, one with an icon only. */
export function Button({ look, icon, label, children, ...rest }: ButtonProps) {
  return (
    <button type="button" class="button" data-look={look} data-icon-only={children === undefined ? "" : undefined} aria-label={label} title={children === undefined ? label : undefined} {...rest}>
      {icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

/** A part of a page with its own heading. */
export function Card({ title, hint, tools, children }: { title: string; hint?: string | undefined; tools?: ComponentChildren; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {tools && <div class="row">{tools}</div>}
        {hint && <p>{hint}</p>}
      </header>
      {children}
    </section>
  );
}

const toneIcons: Record<Tone, IconName> = { good: "good", wait: "waiting", bad: "trouble", calm: "info", accent: "info" };

/** Status by icon, words and colour. */
export function Pill({ tone = "calm", icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  return <span class="pill" data-tone={tone}><Icon name={icon ?? toneIcons[tone]} size={16} />{children}</span>;
}

/** Something to read; `alert` when it came from what the user just did. */
export function Notice({ tone = "calm", title, alert = false, children }: { tone?: Tone; title?: string; alert?: boolean; children?: ComponentChildren }) {
  return (
    <div class="notice" data-tone={tone} role={alert ? "alert" : undefined}>
      <Icon name={toneIcons[tone]} />
      <div>{title && <strong>{title}</strong>}{children}</div>
    </div>
  );
}

/** A problem in the user's language, with its cure. */
export function ProblemNotice({ problem, onRetry }: { problem: AgentProblem; onRetry?: (() => void) | undefined }) {
  const { t, problemTitle, problemHelp } = useWords();
  return (
    <Notice tone="bad" title={problemTitle(problem.code)} alert>
      <p>{problemHelp(problem.code)}</p>
      {problem.detail !== "" && <details class="small quiet"><summary>{t("problemDetail")}</summary><code>{problem.code}: {problem.detail}</code></details>}
      {onRetry && <Button icon="retry" onClick={onRetry}>{t("tryAgain")}</Button>}
    </Notice>
  );
}

/** A number that matters, with its name above. Put several in a `<dl class="columns">`. */
export function Figure({ label, icon, iconClass, children, note }: { label: string; icon?: IconName; iconClass?: string; children: ComponentChildren; note?: ComponentChildren }) {
  return (
    <div class="figure">
      <dt>{icon && <span class={iconClass}><Icon name={icon} size={16} /></span>}{label}</dt>
      <dd>{children}{note && <><br /><small>{note}</small></>}</dd>
    </div>
  );
}

/** An input with its label, hint and error tied to it. */
export function Field({ label, hint, error, children }: { label: string; hint?: string | undefined; error?: string | undefined; children: (ids: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ComponentChildren }) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const described = [hintId, errorId].filter((each) => each !== undefined).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": described === "" ? undefined : described, "aria-invalid": error !== undefined })}
      {hint !== undefined && <span class="hint" id={hintId}>{hint}</span>}
      {error !== undefined && <span class="error" id={errorId}>{error}</span>}
    </div>
  );
}

/** On or off, taking effect at once. */
export function Switch({ label, hint, checked, disabled, onChange }: { label: string; hint?: string | undefined; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <label class="switch">
      <input type="checkbox" role="switch" checked={checked} disabled={disabled} aria-labelledby={`${id}-label`} aria-describedby={hint === undefined ? undefined : `${id}-hint`} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span class="switch-label" id={`${id}-label`}>{label}</span>
      {hint !== undefined && <span class="hint" id={`${id}-hint`}>{hint}</span>}
    </label>
  );
}

/** How much of a cap is used; amber from 80 %, red when full. */
export function CapMeter({ label, used, cap }: { label: string; used: number; cap: number }) {
  const { t, format } = useWords();
  if (cap === 0) return <div class="row row-apart small"><span>{label}</span><span class="numbers"><strong>{format.bytes(used)}</strong> <span class="quiet">· {t("noCap")}</span></span></div>;
  const share = Math.min(used / cap, 1);
  const tone = share >= 1 ? "bad" : share >= 0.8 ? "wait" : undefined;
  const words = t("capUsed", { used: format.bytes(used), cap: format.bytes(cap), percent: format.percent(used / cap) });
  return (
    <div class="meter">
      <div class="row row-apart small"><span>{label}</span><span class="numbers quiet">{words}</span></div>
      <div class="meter-track" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} aria-valuetext={words}>
        <span class="meter-fill" data-tone={tone} style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

/** A table that scrolls by itself when it is wider than the screen, also by keyboard. */
export function TableWrap({ label, children }: { label: string; children: ComponentChildren }) {
  return <div class="table-wrap" role="group" aria-label={label} tabIndex={0}>{children}</div>;
}

export function Empty({ icon = "info", title, children }: { icon?: IconName; title: string; children?: ComponentChildren }) {
  return <div class="empty"><Icon name={icon} size={28} /><strong>{title}</strong>{children}</div>;
}

/** Stands where something will be; `tall` in CSS. */
export function Skeleton({ tall = "6rem" }: { tall?: string }) {
  const { t } = useWords();
  return <div class="skeleton" style={{ "--tall": tall }} role="status"><span class="visually-hidden">{t("loading")}</span></div>;
}

/** One of a few; a row of pressed buttons. */
export function Choice<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly { value: T; label: string }[]; onChange: (value: T) => void }) {
  return (
    <div class="tabs" role="group" aria-label={label}>
      {options.map((option) => <button type="button" key={option.value} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>{option.label}</button>)}
    </div>
  );
}

/** A button that asks once more before it does what cannot be undone. */
export function ConfirmButton({ label, question, confirm, busy, onConfirm }: { label: string; question: string; confirm: string; busy?: boolean; onConfirm: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  if (!asking) return <Button look="danger" disabled={busy} onClick={() => setAsking(true)}>{label}</Button>;
  return (
    <div class="stack-2" role="group" aria-label={question}>
      <p>{question}</p>
      <div class="row">
        <Button look="danger" disabled={busy} ref={(button: HTMLButtonElement | null) => button?.focus()} onClick={() => { setAsking(false); onConfirm(); }}>{confirm}</Button>
        <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
      </div>
    </div>
  );
}

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  return <Button look="plain" icon={copied ? "good" : "copy"} onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>{copied ? t("copied") : label}</Button>;
}
