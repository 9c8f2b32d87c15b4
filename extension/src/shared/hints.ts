import type { Activity, ActivityKind } from "./api";
import type { KeyValues } from "./storage";

/** How long a hint holds if nothing follows: twice the worker's 30 s, so that one missed look does no harm. */
const HOLDS_SECONDS = 60;
const NAVIGATION_SECONDS = 20;
/** What lasts is not said again sooner. */
const QUIET_MILLIS = 10_000;
/** Each navigation needs the line at once; tabs that load one page tell of it several times. */
const NAVIGATION_QUIET_MILLIS = 1_000;

/** What is looked at of a tab. The browser withholds address and title from us, and we have no name for them. */
export interface TabSigns { audible?: boolean | undefined; sharingState?: { camera?: boolean; microphone?: boolean } | undefined }

interface Said { active: boolean; atMillis: number }

/** Tells the agent that the user is active: what kind, and for how long it holds. Nothing else. */
export class ActivityHints {
  constructor(
    private readonly tell: (activity: Activity) => Promise<void>,
    private readonly kept: KeyValues,
    private readonly now: () => Date,
  ) {}

  /** A page begins to load in the tab that the user looks at. */
  navigation(): Promise<void> {
    return this.say("NAVIGATION", true, NAVIGATION_SECONDS, NAVIGATION_QUIET_MILLIS);
  }

  /** What the tabs show now: whether one plays sound, and whether one has camera or microphone (told by Firefox only). */
  async tabs(tabs: readonly TabSigns[]): Promise<void> {
    await this.say("MEDIA", tabs.some(({ audible }) => audible === true), HOLDS_SECONDS);
    await this.say("CALL", tabs.some(({ sharingState }) => sharingState?.camera === true || sharingState?.microphone === true), HOLDS_SECONDS);
  }

  /** Whether keyboard or mouse were used in the last minute. */
  input(active: boolean): Promise<void> {
    return this.say("INPUT", active, HOLDS_SECONDS);
  }

  /** Kept only once it has arrived, so that a hint that got lost is given again at the next sign. */
  private async say(kind: ActivityKind, active: boolean, seconds: number, quietMillis = QUIET_MILLIS): Promise<void> {
    const key = `hint ${kind}`;
    const said = (await this.kept.get(key)) as Said | undefined;
    const atMillis = this.now().getTime();
    const isNews = (said?.active ?? false) !== active;
    const isDue = active && said !== undefined && atMillis - said.atMillis >= quietMillis;
    if (!isNews && !isDue) return;
    await this.tell({ kind, active, seconds });
    await this.kept.set(key, { active, atMillis } satisfies Said);
  }
}
