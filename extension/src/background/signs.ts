import type { ActivityHints, TabSigns } from "../shared/hints";

const INPUT_SECONDS = 60;

/** What the browser says of a tab's change; without the permission `tabs` it holds no address and no title. */
type Change = { status?: string } & TabSigns;

let hints: ActivityHints | null = null;

function onTab(_id: number, change: Change, tab: { active: boolean }): void {
  if (hints === null) return;
  if (change.status === "loading" && tab.active) quietly(hints.navigation());
  if ("audible" in change || "sharingState" in change) quietly(lookForHints(hints));
}

/** Hears tabs load and play. Adding the same listener twice adds it once. */
export function listenForHints(to: ActivityHints): void {
  hints = to;
  chrome.tabs.onUpdated.addListener(onTab);
}

export function stopListening(): void {
  hints = null;
  chrome.tabs.onUpdated.removeListener(onTab);
}

/** Looks at what lasts: sound, camera and microphone, keyboard and mouse. */
export async function lookForHints(to: ActivityHints): Promise<void> {
  await to.tabs(await chrome.tabs.query({}));
  if (await chrome.permissions.contains({ permissions: ["idle"] })) await to.input((await chrome.idle.queryState(INPUT_SECONDS)) === "active");
}

/** A hint that does not arrive is no fault: the next look gives another. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}
