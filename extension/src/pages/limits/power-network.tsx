import type { NetworkState, Settings } from "../../shared/api";
import { useAsked } from "../../shared/asked";
import { useAgent } from "../../shared/following";
import { Card, Choice, Pill, Switch } from "../../shared/parts";
import { useWords } from "../../shared/words";
import type { Part } from "./limits";

type Metered = Settings["network"]["metered"];

/** Battery and paid lines. */
export function PowerAndNetwork({ settings, change }: Part) {
  const { t } = useWords();
  const agent = useAgent();
  const { value: world } = useAsked(() => agent.network(), [agent]);
  const { network, power } = settings;
  return (
    <Card title={t("powerTitle")} hint={t("powerHint")}>
      <Switch label={t("pauseOnBattery")} hint={batteryWords(world)} checked={power.pauseOnBattery} onChange={(pauseOnBattery) => change({ power: { pauseOnBattery } })} />
      <Switch label={t("pauseOnMetered")} hint={t("pauseOnMeteredHint")} checked={network.pauseOnMetered} onChange={(pauseOnMetered) => change({ network: { ...network, pauseOnMetered } })} />
      <div class="stack-2 indent">
        <div class="row"><span class="small">{t("meteredNow")}</span>{world && <Pill tone={world.metered === "YES" ? "wait" : "calm"}>{t(`metered_${world.metered}`)}</Pill>}{world && <span class="small quiet">{t("meteredSource", { source: world.source })}</span>}</div>
        <Choice<Metered> label={t("meteredChoice")} value={network.metered} onChange={(metered) => change({ network: { ...network, metered } })}
          options={[{ value: "AUTO", label: t("meteredAuto") }, { value: "YES", label: t("meteredYes") }, { value: "NO", label: t("meteredNo") }]} />
        <p class="small quiet measure">{t("meteredHint")}</p>
      </div>
    </Card>
  );

  function batteryWords(state: NetworkState | null): string {
    if (state === null || state.onBattery === null) return t("batteryUnknown");
    return t(state.onBattery ? "batteryYes" : "batteryNo");
  }
}
