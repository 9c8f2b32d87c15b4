import { Card, Switch } from "../../shared/parts";
import { useWords } from "../../shared/words";
import type { Part } from "./limits";

/** What this computer carries for others: agreed to apart from all else, and each by itself. An older agent has none of it. */
export function Relaying({ settings, change }: Part) {
  const { t } = useWords();
  const { relay } = settings;
  if (!relay) return null;
  return (
    <Card title={t("relayTitle")} hint={t("relayHint")}>
      <Switch label={t("relayParties")} hint={t("relayPartiesHint")} checked={relay.parties} onChange={(parties) => change({ relay: { ...relay, parties } })} />
      <Switch label={t("relayDestinations")} hint={t("relayDestinationsHint")} checked={relay.destinations} onChange={(destinations) => change({ relay: { ...relay, destinations } })} />
      {(relay.parties || relay.destinations) && <p class="small quiet measure">{t("relayNeeds")}</p>}
    </Card>
  );
}
