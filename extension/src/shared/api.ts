// The loopback API of the agent, /v1: what its JSON holds. Bytes and rates are plain numbers, a rate is per second,
// times are ISO-8601 in UTC; null is unknown or none, never zero.

export type Scope = "READ" | "CONTROL" | "ADMIN";

export interface Problem { type: string; title: string; status: number; code: string; detail: string }

export interface Hello { product: string; api: string[]; version: string; pairing: "OPEN" | "CLOSED"; signature: string | null }
export interface PairStarted { pairingId: string; nonce: string; agentName: string; iterations: number }
export interface Paired { proof: string; token: string; clientId: string; scopes: Scope[]; expiresAt: string; agentKey: string }
export interface Client { id: string; name: string; origin: string; scopes: Scope[]; pairedAt: string; lastUsedAt: string | null; expiresAt: string }

export type State = "RUNNING" | "WAITING" | "PAUSED" | "FINISHING" | "CAPPED" | "SCHEDULED_OFF" | "NO_CONSENT" | "STORAGE_FAILED" | "STOPPED";
export type ReasonCode = "READY" | "PAUSED_BY_USER" | "FINISHING" | "CAP_DAY" | "CAP_MONTH" | "OUTSIDE_SCHEDULE" | "USER_ACTIVE" | "USER_CALL"
  | "USER_MEDIA" | "LINE_BUSY" | "YIELDING" | "ON_BATTERY" | "METERED" | "NO_CONSENT" | "STORAGE_FAILED" | "CONNECTING" | "REFUSED" | "COORDINATOR_BLOCKED"
  | "COORDINATOR_CAP" | "STOPPED";
export interface Reason { code: ReasonCode; text: string; until: string | null }
export interface Moved { up: number; down: number }
export interface Rates { up: number | null; down: number | null }
/** Zero is no limit. */
export interface LimitsInForce { rateUp: number; rateDown: number; perDay: number; perMonth: number }
export interface TaskNow { task: string; site: string; coordinator: string; since: string; up: number; down: number }
export interface LivePoint { at: string; ownUp: number; ownDown: number; lineUp: number | null; lineDown: number | null }
export interface Connection { coordinator: string; key: string | null; state: string; detail: string }
export interface Work { slots: number; working: number; waiting: number; settled: number; unpaid: number; broken: number; contribution: number }
/** @property line not told by older agents; here as it was when asked, in events it has its own */
export interface Status {
  state: State; reasons: Reason[]; nextChange: string | null; agent: string; version: string; today: Moved; month: Moved; limits: LimitsInForce;
  rateNow: Rates; live: LivePoint | null; line?: LineNow; connection: Connection; work: Work; tasks: TaskNow[];
}
export type PauseMode = "NOW" | "FINISH";

export type Day = "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY";
export interface Slot { day: Day; from: string; to: string; rateUp: number | null; rateDown: number | null }
export interface Settings {
  limits: LimitsInForce;
  monthStartsOn: number;
  schedule: { enabled: boolean; slots: Slot[] };
  idle: { onlyWhenIdle: boolean; idleMinutes: number; hints: boolean; lineBusyBytesPerSecond: number | null };
  power: { pauseOnBattery: boolean };
  network: { pauseOnMetered: boolean; metered: "AUTO" | "YES" | "NO" };
  journal: { retentionDays: number };
  /** What is carried for others; absent or null: an agent that does not relay. */
  relay?: { parties: boolean; destinations: boolean } | null;
}
export interface WeekHour { day: string; hour: number; runs: boolean }
export interface Preview { wouldRun: boolean; reasons: Reason[]; nextChange: string | null; rate: Rates; at: string; week: WeekHour[] | null }

export type Category = "ADULT" | "GAMBLING" | "FINANCE" | "HEALTH" | "GOVERNMENT" | "MILITARY" | "EDUCATION" | "NEWS" | "SHOPPING" | "SOCIAL"
  | "TRAVEL" | "UNCATEGORISED";
export type Trust = "BLOCKED" | "LISTED_ONLY" | "FULL";
export interface CoordinatorRule { key: string; name: string | null; trust: Trust; perMonth: number }
export interface Rules {
  sites: { mode: "ALL_BUT_DENIED" | "ONLY_ALLOWED"; denied: string[]; allowed: string[] };
  categories: { denied: Category[] };
  coordinators: CoordinatorRule[];
}
export type RuleCode = "ALLOWED" | "SITE_DENIED" | "SITE_NOT_LISTED" | "CATEGORY_DENIED" | "COORDINATOR_BLOCKED" | "COORDINATOR_LISTED_ONLY"
  | "COORDINATOR_CAP" | "MALFORMED_SITE";
export interface RuleTest { allowed: boolean; rule: string; code: RuleCode; site: string; category: Category }
export type DenyKind = "SITE" | "CATEGORY" | "COORDINATOR";

export type JournalOutcome = "OK" | "REFUSED" | "FAILED" | "STOPPED" | "BLOCKED";
export interface JournalRow {
  number: number; at: string; coordinator: string; coordinatorName: string | null; trust: string; consumer: string; kind: "SCRAPE" | "RELAY" | "LINE_TEST";
  purpose: string | null; category: Category; task: string; site: string; host: string; up: number; down: number; outcome: JournalOutcome; code: string;
  rule: string | null; sequence: number | null; receipt: string;
}
export interface JournalPage { rows: JournalRow[]; next: number | null }
export interface JournalQuery { before?: number; limit?: number; outcome?: JournalOutcome; site?: string; q?: string }
export interface UsageBucket { start: string; up: number; down: number }
export interface Share { key: string; up: number; down: number }
export interface Usage { buckets: UsageBucket[]; byCoordinator: Share[]; byCategory: Share[] }

/** What was proven, in bytes per second; all null before the first test. */
export interface Capacity { up: number | null; down: number | null; provenAt: string | null; challengers: number | null; grade?: "FIVE" | "FEW" | "WEBSOCKET" | null }
/** Null is unknown. */
export interface LineFlow { up: number | null; down: number | null }
export type LineState = "RUN" | "HOLD" | "YIELD";
export interface LineStanding { state: LineState | null; why: string; text: string; until: string | null }
export interface LineNow { at: string; capacity: Capacity; idle: LineFlow; own: LineFlow; other: LineFlow; standing: LineStanding }
export type LineStep = "1s" | "1m" | "1h";
/** Bytes of one second, minute or hour, as far as they are known. */
export interface LineBucket {
  start: string; seconds: number; exactSeconds: number; ownUp: number; ownDown: number; otherSeconds: number; otherUp: number | null; otherDown: number | null;
}
export interface LineKept { secondsForHours: number; hoursForDays: number; bytes: number }
export interface LineHistory { buckets: LineBucket[]; capacities: Capacity[]; kept: LineKept }

export interface Envelope { payloadType: string; payload: string; signatures: { keyid: string; sig: string }[] }
export interface Logged { index: number; treeSize: number; path: string[]; checkpoint: string }
export interface ReceiptRow { id: string; coordinator: string; sequence: number; settledAt: string; delivered: number; /** the grant of a relay; absent or null for a page's */ session?: string | null; envelope: Envelope; logged: Logged }
export interface ReceiptPage { receipts: ReceiptRow[]; next: string | null }
export interface CoordinatorKey { key: string; address: string; logOrigin: string | null }
export interface Keys { agent: string; coordinators: CoordinatorKey[] }
export interface Balance { microLmr: number; epoch: number; treeSize: number; at: string; statedBy: string }
export interface EarningsDay { day: string; receipts: number; bytes: number }
export interface Earnings {
  pending: { deliveries: number; bytes: number };
  confirmed: { receipts: number; bytes: number };
  balance: Balance | null;
  days: EarningsDay[];
}

export interface NetworkState { metered: "YES" | "NO" | "UNKNOWN"; source: string; override: "AUTO" | "YES" | "NO"; onBattery: boolean | null }
export type ActivityKind = "NAVIGATION" | "MEDIA" | "CALL" | "INPUT";
/** All that an activity hint holds: no address, no title, nothing of a page. */
export interface Activity { kind: ActivityKind; active: boolean; seconds: number }
export interface ConsentState { given: boolean; version: number; sha256: string; text: string; givenAt: string | null }
export interface RefusedCalls { origin: string | null; code: string; count: number; lastAt: string }
export interface Health {
  version: string; java: string; startedAt: string; rssBytes: number; heapBytes: number; cpuSeconds: number; dataBytes: number; refused: RefusedCalls[];
  port: number;
}

/** @property line not told by older agents */
export interface Snapshot { status: Status; line?: LineNow; rows: JournalRow[]; history: LivePoint[] }
export type AgentEvent =
  | { type: "snapshot"; data: Snapshot }
  | { type: "status"; data: Status }
  | { type: "usage"; data: LivePoint }
  | { type: "line"; data: LineNow }
  | { type: "row"; data: JournalRow }
  | { type: "receipt"; data: { sequence: number } }
  | { type: "settings" }
  | { type: "rules" };
