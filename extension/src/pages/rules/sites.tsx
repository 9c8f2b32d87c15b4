import type { Rules } from "../../shared/api";
import { Card, Choice } from "../../shared/parts";
import { useWords } from "../../shared/words";
import { SiteList } from "./site-list";

type SiteRules = Rules["sites"];

/** Lists of sites, and what holds for those on neither. */
export function Sites({ sites, onChange }: { sites: SiteRules; onChange: (sites: SiteRules) => void }) {
  const { t } = useWords();
  const onlyAllowed = sites.mode === "ONLY_ALLOWED";
  return (
    <Card title={t("sitesTitle")} hint={t("sitesHint")}>
      <div class="stack-2">
        <div>
          <Choice<SiteRules["mode"]> label={t("siteMode")} value={sites.mode} onChange={(mode) => onChange({ ...sites, mode })}
            options={[{ value: "ALL_BUT_DENIED", label: t("siteMode_ALL_BUT_DENIED") }, { value: "ONLY_ALLOWED", label: t("siteMode_ONLY_ALLOWED") }]} />
        </div>
        <p class="small quiet">{t(onlyAllowed ? "onlyAllowedHint" : "allButDeniedHint")}</p>
      </div>
      <SiteList title={t("deniedSites")} empty={t("deniedSitesEmpty")} sites={sites.denied} tone="bad" onChange={(denied) => onChange({ ...sites, denied })} />
      <SiteList title={t("allowedSites")} empty={t(onlyAllowed ? "allowedSitesEmptyOnly" : "allowedSitesEmpty")} sites={sites.allowed} tone="good" onChange={(allowed) => onChange({ ...sites, allowed })} />
    </Card>
  );
}
