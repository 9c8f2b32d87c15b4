import { AmountField } from "../../shared/amount-field";
import type { CoordinatorRule, Keys, Rules, Trust } from "../../shared/api";
import { byteUnits } from "../../shared/limits/amount";
import { Card, Choice, CopyButton, Empty } from "../../shared/parts";
import { abbreviated } from "../../shared/public-key";
import { useWords } from "../../shared/words";

const trusts = ["FULL", "LISTED_ONLY", "BLOCKED"] as const satisfies readonly Trust[];

/** Those with a rule, then those the agent knows without one: full trust, no cap. */
export function known(rules: Rules, keys: Keys | null): CoordinatorRule[] {
  const ruled = new Set(rules.coordinators.map(({ key }) => key));
  const others = keys?.coordinators.filter(({ key }) => !ruled.has(key)).map(({ key, address }): CoordinatorRule => ({ key, name: hostOf(address), trust: "FULL", perMonth: 0 })) ?? [];
  return [...rules.coordinators, ...others];
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

interface CoordinatorsProps { all: readonly CoordinatorRule[]; onChange: (all: CoordinatorRule[]) => void; onFault: (field: string, faulty: boolean) => void }

/** Whom work is taken from, how far each is trusted, and how much each may take. */
export function Coordinators({ all, onChange, onFault }: CoordinatorsProps) {
  const { t, code } = useWords();
  const change = (key: string, changed: Partial<CoordinatorRule>): void => onChange(all.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  return (
    <Card title={t("coordinatorsTitle")} hint={t("coordinatorsHint")}>
      {all.length === 0 && <Empty title={t("coordinatorsNone")} />}
      <ul class="coordinators">
        {all.map(({ key, name, trust, perMonth }) => (
          <li key={key} aria-label={name ?? abbreviated(key)}>
            <div class="row row-apart"><strong>{name ?? abbreviated(key)}</strong><span class="row small"><code class="quiet">{abbreviated(key)}…</code><CopyButton text={key} label={t("copyKey")} /></span></div>
            <div class="coordinator-rule">
              <div class="stack-2">
                <span class="label small">{t("trust")}</span>
                <div><Choice<Trust> label={t("trust")} value={trust} onChange={(next) => change(key, { trust: next })} options={trusts.map((value) => ({ value, label: t(`trustShort_${value}`) }))} /></div>
                <p class="small quiet">{t(`trustHint_${trust}`)}</p>
              </div>
              <AmountField label={t("coordinatorCap")} bytes={perMonth} units={byteUnits} usual={["GB", "TB"]} hint={trust === "BLOCKED" ? code("trust", trust) : undefined}
                onChange={(bytes) => { onFault(`cap.${key}`, bytes === null); if (bytes !== null) change(key, { perMonth: bytes }); }} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
