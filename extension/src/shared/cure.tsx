import type { ProblemCode } from "./problem";
import { Button } from "./parts";
import { useWords } from "./words";

/** Asked by a button only: what lets a browser reach this computer's own addresses when it blocks them. */
const LOOPBACK = { origins: ["http://127.0.0.1/*"] };

/** What can be done here about a problem, beside reading about it. */
export function ProblemCure({ code, onCured }: { code: ProblemCode; onCured: () => void }) {
  switch (code) {
    case "NOT_PAIRED":
    case "REVOKED":
    case "EXPIRED":
    case "NOT_AUTHENTICATED":
    case "NOT_OUR_AGENT":
      return <PairAgain />;
    case "BROWSER_BLOCKED":
      return <LetThrough onCured={onCured} />;
    case "NOT_RUNNING":
      return <HowToStart onCured={onCured} />;
    default:
      return null;
  }
}

function PairAgain() {
  const { t } = useWords();
  return <p><a class="button" data-look="primary" href="/pages/pair/index.html">{t("pairAgain")}</a></p>;
}

export function LetThrough({ onCured }: { onCured: () => void }) {
  const { t } = useWords();
  const ask = () => void chrome.permissions.request(LOOPBACK).then((granted) => { if (granted) onCured(); });
  return <div class="stack-2"><p class="measure">{t("letThroughText")}</p><div><Button look="primary" icon="lock" onClick={ask}>{t("letThrough")}</Button></div></div>;
}

function HowToStart({ onCured }: { onCured: () => void }) {
  const { t } = useWords();
  return (
    <div class="stack-2">
      <p class="measure">{t("howToStart")}</p>
      <pre class="command"><code>systemctl --user start lumora{"\n"}lumora status</code></pre>
      <details class="measure"><summary>{t("runsButNotFound")}</summary><div class="stack-2"><p>{t("runsButNotFoundText")}</p><LetThrough onCured={onCured} /></div></details>
    </div>
  );
}
