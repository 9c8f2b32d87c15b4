// Lives for seconds at a time: the browser starts it for an event and ends it at rest. It keeps nothing in variables that the next start needs.
import { ActivityHints } from "../shared/hints";
import { reachPaired } from "../shared/paired";
import { Keepsakes, sessionStorageArea } from "../shared/storage";
import { look } from "./look";
import { listenForHints, lookForHints, stopListening } from "./signs";

const ALARM = "look";
/** The least that browsers grant. */
const PERIOD_MINUTES = 0.5;

const keepsakes = new Keepsakes();
const reach = () => reachPaired(keepsakes);
const hints = new ActivityHints(async (activity) => (await reach()).activity(activity), sessionStorageArea, () => new Date());

chrome.alarms.onAlarm.addListener(({ name }) => { if (name === ALARM) void lookAround(); });
chrome.runtime.onStartup.addListener(() => void start());
chrome.runtime.onInstalled.addListener(({ reason }) => {
  void start();
  if (reason === "install") void chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome/index.html") });
});
chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== "local") return;
  if ("preferences" in changes) listenForHints(hints);
  if ("preferences" in changes || "pairing" in changes || "disclosure" in changes) void lookAround();
});
// Listeners count for waking the worker only if they are there at once; who has not opted in loses them again just below.
listenForHints(hints);
void start();

async function start(): Promise<void> {
  if ((await chrome.alarms.get(ALARM)) === undefined) await chrome.alarms.create(ALARM, { periodInMinutes: PERIOD_MINUTES });
  await lookAround();
}

async function lookAround(): Promise<void> {
  const { badge, agent } = await look(keepsakes, reach);
  await Promise.all([
    chrome.action.setBadgeText({ text: badge.text }),
    chrome.action.setBadgeBackgroundColor({ color: badge.colour }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title: badge.title }),
  ]);
  const wanted = (await keepsakes.preferences()).hints;
  if (!wanted) stopListening();
  else if (agent !== null) await lookForHints(hints).catch(() => undefined);
}
