import { Alone } from "../../shared/alone";
import { useAsked } from "../../shared/asked";
import type { MessageKey } from "../../shared/i18n";
import { Icon, type IconName } from "../../shared/icons";
import { keepsakes, type Alone as AloneProps } from "../../shared/open";
import { Button, Card } from "../../shared/parts";
import { useWords } from "../../shared/words";
import "./welcome.css";

const questions: readonly { icon: IconName; question: MessageKey; answer: MessageKey }[] = [
  { icon: "earnings", question: "welcomeSold", answer: "welcomeSoldAnswer" },
  { icon: "rules", question: "welcomeStrangers", answer: "welcomeStrangersAnswer" },
  { icon: "outside", question: "welcomeLeaves", answer: "welcomeLeavesAnswer" },
  { icon: "trouble", question: "welcomeRisk", answer: "welcomeRiskAnswer" },
  { icon: "lock", question: "welcomeAccount", answer: "welcomeAccountAnswer" },
];

/** Says what this is before anything happens, and asks. */
export function Welcome(props: AloneProps) {
  return (
    <Alone {...props}>
      <Hero />
      <Questions />
      <OwnConduct />
      <Decision />
    </Alone>
  );
}

function Hero() {
  const { t } = useWords();
  return (
    <header class="hero">
      <Sunrise />
      <h1>{t("welcomeTitle")}</h1>
      <p>{t("welcomeLead")}</p>
      <ul class="hero-promises">
        {(["welcomePromiseSee", "welcomePromiseStop", "welcomePromiseProof"] as const).map((key) => <li key={key}><Icon name="good" size={18} />{t(key)}</li>)}
      </ul>
    </header>
  );
}

/** The logo's light behind its horizon, large. */
function Sunrise() {
  return (
    <svg class="hero-sun" viewBox="0 0 360 300" preserveAspectRatio="xMaxYMax meet" aria-hidden="true" focusable="false">
      <defs>
        <radialGradient id="glow"><stop offset="0" stop-color="#ffd9a0" stop-opacity=".55" /><stop offset="1" stop-color="#ffb066" stop-opacity="0" /></radialGradient>
        <linearGradient id="sun" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff0c9" /><stop offset="1" stop-color="#ffab57" /></linearGradient>
        <clipPath id="above"><rect width="360" height="216" /></clipPath>
      </defs>
      <g clip-path="url(#above)">
        <circle cx="222" cy="216" r="190" fill="url(#glow)" />
        <circle cx="222" cy="216" r="66" fill="url(#sun)" />
        {[-72, -48, -24, 0, 24, 48, 72].map((turn) => <path key={turn} d="M222 124V96" transform={`rotate(${turn} 222 216)`} stroke="#ffd9a0" stroke-width="5" stroke-linecap="round" />)}
      </g>
      {[0, 1, 2, 3].map((line) => <path key={line} d={`M${92 + line * 32} ${224 + line * 17}H${352 - line * 32}`} stroke="#d9d5ff" stroke-opacity={0.85 - line * 0.2} stroke-width="4" stroke-linecap="round" />)}
    </svg>
  );
}

function Questions() {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="questions">
      <h2 id="questions">{t("welcomeQuestions")}</h2>
      <div class="questions">
        {questions.map(({ icon, question, answer }) => (
          <article class="card question" key={question}>
            <span class="question-icon"><Icon name={icon} size={22} /></span>
            <h3>{t(question)}</h3>
            <p class="quiet">{t(answer)}</p>
          </article>
        ))}
      </div>
    </section>
  );
}

function OwnConduct() {
  const { t } = useWords();
  return (
    <Card title={t("conductTitle")} hint={t("conductLead")}>
      <ul class="ticks">
        {(["conductTalks", "conductKeeps", "conductSites", "conductHints", "conductRoutes"] as const).map((key) => <li key={key}><Icon name="good" size={18} /><span>{t(key)}</span></li>)}
      </ul>
    </Card>
  );
}

function Decision() {
  const { t } = useWords();
  const pairing = useAsked(() => keepsakes.pairing(), []);
  const agree = async () => {
    await keepsakes.agreeToDisclosure(new Date());
    await keepsakes.prefer({ demo: false });
    location.assign(pairing.value === null ? "/pages/pair/index.html" : "/pages/dashboard/index.html");
  };
  const decline = async () => {
    await keepsakes.prefer({ demo: true });
    location.assign("/pages/dashboard/index.html");
  };
  return (
    <section class="card decision" aria-labelledby="decision">
      <h2 id="decision">{t("decisionTitle")}</h2>
      <p class="measure quiet">{t("decisionLead")}</p>
      <div class="row">
        <Button look="primary" icon="pair" onClick={() => void agree()}>{t(pairing.value === null ? "decisionAgree" : "decisionBack")}</Button>
        <Button onClick={() => void decline()}>{t("decisionDemo")}</Button>
      </div>
      <p class="small quiet">{t("decisionLater")}</p>
    </section>
  );
}
