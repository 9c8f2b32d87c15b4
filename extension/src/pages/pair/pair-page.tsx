import { useEffect, useState } from "preact/hooks";
import { Alone } from "../../shared/alone";
import type { Found } from "../../shared/discovery";
import { keepsakes, type Alone as AloneProps } from "../../shared/open";
import { Skeleton } from "../../shared/parts";
import type { Pairing } from "../../shared/storage";
import { useWords } from "../../shared/words";
import { CodeForm } from "./code-form";
import { AgentConsent } from "./agent-consent";
import { Detect } from "./detect";
import "./pair.css";

type Step = { name: "LOADING" } | { name: "DETECT" } | { name: "CODE"; found: Found } | { name: "CONSENT"; pairing: Pairing };
const order = ["DETECT", "CODE", "CONSENT"] as const;

/** From nothing to a paired browser whose agent has consent: find it, type its code, read and agree. */
export function PairPage(props: AloneProps) {
  const { t } = useWords();
  const [step, setStep] = useState<Step>({ name: "LOADING" });
  useEffect(() => void firstStep().then(setStep), []);
  return (
    <Alone {...props}>
      <header class="stack-2"><h1>{t("pairTitle")}</h1><Steps at={step.name} /></header>
      <Current step={step} onStep={setStep} />
    </Alone>
  );
}

function Current({ step, onStep }: { step: Step; onStep: (step: Step) => void }) {
  switch (step.name) {
    case "LOADING":
      return <Skeleton />;
    case "DETECT":
      return <Detect onFound={(found) => onStep({ name: "CODE", found })} />;
    case "CODE":
      return <CodeForm found={step.found} onClosed={() => onStep({ name: "DETECT" })} onPaired={(pairing) => onStep({ name: "CONSENT", pairing })} />;
    case "CONSENT":
      return <AgentConsent pairing={step.pairing} />;
  }
}

/** Who has not agreed to what the extension does is asked that first; `#consent` leads who is paired to the agent's text. */
async function firstStep(): Promise<Step> {
  if ((await keepsakes.disclosure()) === null) {
    location.replace("/pages/welcome/index.html");
    return { name: "LOADING" };
  }
  const pairing = await keepsakes.pairing();
  return location.hash === "#consent" && pairing !== null ? { name: "CONSENT", pairing } : { name: "DETECT" };
}

function Steps({ at }: { at: Step["name"] }) {
  const { t, code } = useWords();
  const now = order.findIndex((name) => name === at);
  return (
    <ol class="steps" aria-label={t("pairSteps")}>
      {order.map((name, each) => (
        <li key={name} data-done={each < now ? "" : undefined} aria-current={each === now ? "step" : undefined}>
          <span class="step-number" aria-hidden="true">{each + 1}</span>{code("pairStep", name)}
        </li>
      ))}
    </ol>
  );
}
