import { useAsked, useDoing } from "./asked";
import { keepsakes } from "./open";
import { ProblemNotice, Switch } from "./parts";
import { useWords } from "./words";

/**
 * Lets this browser tell the agent that its user is active, so that new work waits. Off until the user wants it.
 *
 * @param onWanted when it was switched on here, so that the agent can be told to heed it
 */
export function BrowserHints({ onWanted }: { onWanted?: () => Promise<void> }) {
  const { t } = useWords();
  const preferences = useAsked(() => keepsakes.preferences(), []);
  const idle = useAsked(() => chrome.permissions.contains({ permissions: ["idle"] }), []);
  const { busy, problem, run } = useDoing();
  const switchHints = (hints: boolean) => run(async () => {
    preferences.set(await keepsakes.prefer({ hints }));
    if (hints) await onWanted?.();
  });
  // The browser asks only while the click counts as the user's own: nothing may be awaited before.
  const switchInput = (on: boolean) => {
    const asked = on ? chrome.permissions.request({ permissions: ["idle"] }) : chrome.permissions.remove({ permissions: ["idle"] });
    void asked.then(() => idle.again());
  };
  const on = preferences.value?.hints ?? false;
  return (
    <div class="stack">
      {problem && <ProblemNotice problem={problem} />}
      <Switch label={t("hintsSwitch")} hint={t(PLATFORM === "firefox" ? "hintsSwitchHintFirefox" : "hintsSwitchHint")} checked={on} disabled={busy || preferences.value === null} onChange={switchHints} />
      <Switch label={t("hintsInput")} hint={t("hintsInputHint")} checked={on && (idle.value ?? false)} disabled={!on} onChange={switchInput} />
    </div>
  );
}
