import { useCallback, useState } from "preact/hooks";
import type { Rules } from "../../shared/api";
import { useAsked } from "../../shared/asked";
import { useDraft } from "../../shared/draft";
import { DraftBar } from "../../shared/draft-bar";
import { useAgent } from "../../shared/following";
import { Skeleton } from "../../shared/parts";
import { MOST_SITES } from "../../shared/rules/site";
import { PageHead } from "../../shared/shell";
import { useWords, type Words } from "../../shared/words";
import { Categories } from "./categories";
import { Coordinators, known } from "./coordinators";
import "./rules.css";
import { Sites } from "./sites";
import { TestBox } from "./test-box";

/** Which sites, categories and coordinators; with a place to try before it counts. */
export function RulesPage() {
  const words = useWords();
  const { t } = words;
  const agent = useAgent();
  const get = useCallback(() => agent.rules(), [agent]);
  const put = useCallback((rules: Rules, etag: string) => agent.putRules(rules, etag), [agent]);
  const draft = useDraft<Rules>(get, put, "rules");
  const keys = useAsked(() => agent.keys(), [agent]);
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const onFault = useCallback((field: string, faulty: boolean) => setFaults((before) => new Set(faulty ? [...before, field] : [...before].filter((one) => one !== field))), []);
  const rules = draft.value;
  const coordinators = rules === null ? [] : known(rules, keys.value);
  const tooMany = rules !== null && Math.max(rules.sites.allowed.length, rules.sites.denied.length) > MOST_SITES;
  const fault = tooMany ? t("tooManySites", { most: MOST_SITES }) : faults.size > 0 ? t("faultsToMend") : null;
  return (
    <>
      <PageHead title={t("page_rules")} lead={t("rulesLead")} />
      {rules === null && draft.problem === null && <Skeleton tall="30rem" />}
      {rules !== null && (
        <div class="rules">
          <div class="stack">
            <Sites sites={rules.sites} onChange={(sites) => draft.change({ ...rules, sites })} />
            <Categories denied={rules.categories.denied} onChange={(denied) => draft.change({ ...rules, categories: { denied } })} />
            <Coordinators all={coordinators} onFault={onFault} onChange={(changed) => draft.change({ ...rules, coordinators: changed })} />
          </div>
          <TestBox rules={rules} coordinators={coordinators} dirty={draft.dirty} />
        </div>
      )}
      <DraftBar draft={draft} fault={fault} nameOf={(path) => words.code("ruleDocument", path.replaceAll(".", "_"))} show={(path, value) => ruleWords(path, value, words)} />
    </>
  );
}

function ruleWords(path: string, value: unknown, { t, code, plural }: Words): string {
  if (path === "categories.denied" && Array.isArray(value)) return value.length === 0 ? t("none") : value.map((one) => code("category", String(one))).join(", ");
  if (Array.isArray(value)) return plural("entries", value.length);
  return code("siteMode", String(value));
}
