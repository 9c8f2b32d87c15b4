import { Icon, type IconName } from "../../shared/icons";
import { abbreviated } from "../../shared/public-key";
import type { Failure, Step, StepResult, Verdict } from "../../shared/verify/verdict";
import { useWords, type Words } from "../../shared/words";

const icons: Readonly<Record<StepResult["kind"], IconName>> = { PASSED: "good", FAILED: "bad", SKIPPED: "info" };

/** Each check with its result in words. */
export function Steps({ verdict }: { verdict: Verdict }) {
  const words = useWords();
  const { t, code } = words;
  if (verdict.kind === "UNSUPPORTED") return <p>{t("unsupportedText")}</p>;
  return (
    <ol class="steps">
      {verdict.steps.map((step: Step) => (
        <li key={step.name} data-result={step.result.kind}>
          <Icon name={icons[step.result.kind]} size={18} />
          <div><strong><span class="visually-hidden">{t(`result_${step.result.kind}`)}: </span>{code("step", step.name)}</strong><span class="small">{resultWords(step, words)}</span></div>
        </li>
      ))}
    </ol>
  );
}

function resultWords({ name, result }: Step, words: Words): string {
  switch (result.kind) {
    case "PASSED":
      return words.code("stepPassed", name);
    case "SKIPPED":
      return words.t("stepSkipped");
    case "FAILED":
      return failureWords(result.failure, words);
  }
}

/** What is wrong, with its values as people read them. */
export function failureWords(failure: Failure, { t, format }: Words): string {
  const values = Object.entries(failure).filter(([name]) => name !== "code").map(([name, value]): [string, string] => [name, shown(name, value)]);
  return t(`failure_${failure.code}`, Object.fromEntries(values));

  function shown(name: string, value: string | number): string {
    if (typeof value === "string") return value.startsWith("ed25519:") ? abbreviated(value) : value;
    return failure.code === "OTHER_AMOUNT" && name !== "code" ? format.bytes(value) : format.number(value);
  }
}
