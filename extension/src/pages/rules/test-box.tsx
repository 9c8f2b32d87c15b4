import { useEffect, useState } from "preact/hooks";
import type { CoordinatorRule, Rules, RuleTest } from "../../shared/api";
import { useAgent } from "../../shared/following";
import { Field, Pill, ProblemNotice } from "../../shared/parts";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { abbreviated } from "../../shared/public-key";
import { siteOf } from "../../shared/rules/site";
import { useWords } from "../../shared/words";

const PATIENCE_MILLIS = 250;

/** Tries the rules as they stand on the screen, saved or not, against one site: the agent itself decides. */
export function TestBox({ rules, coordinators, dirty }: { rules: Rules; coordinators: readonly CoordinatorRule[]; dirty: boolean }) {
  const { t, code } = useWords();
  const agent = useAgent();
  const [text, setText] = useState("");
  const [coordinator, setCoordinator] = useState("");
  const [answer, setAnswer] = useState<RuleTest | null>(null);
  const [problem, setProblem] = useState<AgentProblem | null>(null);
  const site = siteOf(text);
  const asked = JSON.stringify(rules);
  useEffect(() => {
    let current = true;
    setProblem(null);
    if (site === null) return setAnswer(null);
    const timer = setTimeout(() => {
      agent.testRule(site, coordinator === "" ? null : coordinator, rules).then(
        (told) => { if (current) setAnswer(told); },
        (thrown: unknown) => { if (current) setProblem(problemOf(thrown)); },
      );
    }, PATIENCE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [agent, site, coordinator, asked]);
  return (
    <aside class="card test-box" aria-labelledby="test-title">
      <header><h2 id="test-title">{t("testTitle")}</h2><p>{t(dirty ? "testHintUnsaved" : "testHint")}</p></header>
      <Field label={t("testSite")} error={text.trim() !== "" && site === null ? t("testMalformed") : undefined}>
        {(ids) => <input class="input" type="text" inputMode="url" autocomplete="off" autocapitalize="none" spellcheck={false} placeholder="www.example.org" value={text} onInput={(event) => setText(event.currentTarget.value)} {...ids} />}
      </Field>
      <Field label={t("testCoordinator")}>
        {(ids) => (
          <select class="select" value={coordinator} onChange={(event) => setCoordinator(event.currentTarget.value)} {...ids}>
            <option value="">{t("anyCoordinator")}</option>
            {coordinators.map(({ key, name }) => <option key={key} value={key}>{name ?? abbreviated(key)}</option>)}
          </select>
        )}
      </Field>
      {problem && <ProblemNotice problem={problem} />}
      <div class="stack-2" role="status">
        {answer === null ? <p class="small quiet">{t("testNothing")}</p> : (
          <>
            <div><Pill tone={answer.allowed ? "good" : "bad"} icon={answer.allowed ? "good" : "lock"}>{t(answer.allowed ? "testAllowed" : "testDenied")}</Pill></div>
            <dl class="facts test-facts">
              <dt>{t("testWhy")}</dt><dd>{code("rule", answer.code)}</dd>
              <dt>{t("columnSite")}</dt><dd>{answer.site}</dd>
              <dt>{t("testCategory")}</dt><dd>{code("category", answer.category)}</dd>
            </dl>
          </>
        )}
      </div>
    </aside>
  );
}
