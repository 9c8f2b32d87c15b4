import { useCallback, useState } from "preact/hooks";
import type { Settings } from "../../shared/api";
import { useDraft } from "../../shared/draft";
import { DraftBar } from "../../shared/draft-bar";
import { useAgent } from "../../shared/following";
import { MOST_SLOTS } from "../../shared/limits/week";
import { Skeleton } from "../../shared/parts";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";
import { Caps, Speed } from "./caps";
import "./limits.css";
import { Idle } from "./idle";
import { PowerAndNetwork } from "./power-network";
import { Relaying } from "./relaying";
import { Schedule } from "./schedule";
import { settingName, settingWords } from "./setting-words";
import { WouldRun } from "./would-run";

/** How a part of the page changes the document. */
export interface Part {
  settings: Settings;
  change: (changed: Partial<Settings>) => void;
  /** A field that cannot be read, or can be again. */
  onFault: (field: string, faulty: boolean) => void;
}

export function Limits() {
  const words = useWords();
  const { t } = words;
  const agent = useAgent();
  const get = useCallback(() => agent.settings(), [agent]);
  const put = useCallback((settings: Settings, etag: string) => agent.putSettings(settings, etag), [agent]);
  const draft = useDraft<Settings>(get, put, "settings");
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const onFault = useCallback((field: string, faulty: boolean) => setFaults((before) => {
    const next = new Set(before);
    if (faulty) next.add(field);
    else next.delete(field);
    return next;
  }), []);
  const settings = draft.value;
  const change = (changed: Partial<Settings>): void => {
    if (settings !== null) draft.change({ ...settings, ...changed });
  };
  const fault = faults.size > 0 ? t("faultsToMend") : settings !== null && settings.schedule.slots.length > MOST_SLOTS ? t("tooManySlots", { most: MOST_SLOTS }) : null;
  return (
    <>
      <PageHead title={t("page_limits")} lead={t("limitsLead")} />
      {settings === null && draft.problem === null && <Skeleton tall="30rem" />}
      {settings !== null && (
        <div class="limits">
          <div class="stack">
            <Caps settings={settings} change={change} onFault={onFault} />
            <Speed settings={settings} change={change} onFault={onFault} />
            <Schedule settings={settings} change={change} onFault={onFault} />
            <Idle settings={settings} change={change} onFault={onFault} />
            <PowerAndNetwork settings={settings} change={change} onFault={onFault} />
            <Relaying settings={settings} change={change} onFault={onFault} />
          </div>
          <WouldRun settings={settings} />
        </div>
      )}
      <DraftBar draft={draft} fault={fault} nameOf={(path) => settingName(path, words)} show={(path, value) => settingWords(path, value, words)} />
    </>
  );
}
