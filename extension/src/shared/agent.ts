import type {
  Activity, AgentEvent, Client, ConsentState, DenyKind, Earnings, Health, JournalPage, JournalQuery, Keys, LineHistory, LineNow, LineStep, NetworkState, PauseMode, Preview,
  ReceiptPage, Rules, RuleTest, Settings, Status, Usage,
} from "./api";

/** A document with the version that a write must name. */
export interface Versioned<T> { value: T; etag: string }

export interface NumberedEvent { id: string | null; event: AgentEvent }

/** What a screen can ask of an agent. Every call rejects with an AgentProblem. */
export interface Agent {
  readonly isDemo: boolean;
  status(): Promise<Status>;
  pause(seconds: number, mode?: PauseMode): Promise<Status>;
  resume(): Promise<Status>;
  settings(): Promise<Versioned<Settings>>;
  putSettings(settings: Settings, etag: string): Promise<Versioned<Settings>>;
  preview(settings: Settings, at: string | null): Promise<Preview>;
  rules(): Promise<Versioned<Rules>>;
  putRules(rules: Rules, etag: string): Promise<Versioned<Rules>>;
  testRule(site: string, coordinator: string | null, rules: Rules | null): Promise<RuleTest>;
  deny(kind: DenyKind, value: string): Promise<Versioned<Rules>>;
  journal(query: JournalQuery): Promise<JournalPage>;
  exportJournal(format: "csv" | "jsonl"): Promise<Blob>;
  /** Dates are local days, such as 2026-11-22, both included. */
  usage(from: string, to: string, bucket: "HOUR" | "DAY"): Promise<Usage>;
  line(): Promise<LineNow>;
  /** From one time to another, the last not included; at most 10,000 steps. */
  lineHistory(from: Date, to: Date, step: LineStep): Promise<LineHistory>;
  receipts(before: string | null, limit: number): Promise<ReceiptPage>;
  keys(): Promise<Keys>;
  earnings(): Promise<Earnings>;
  network(): Promise<NetworkState>;
  activity(activity: Activity): Promise<void>;
  consent(): Promise<ConsentState>;
  giveConsent(version: number, sha256: string): Promise<ConsentState>;
  health(): Promise<Health>;
  clients(): Promise<Client[]>;
  /** Ends this browser's own pairing. */
  unpair(): Promise<void>;
  /** Ends when aborted or when the agent ends it; a snapshot comes first unless resumed after an event. */
  events(after: string | null, signal: AbortSignal): AsyncIterable<NumberedEvent>;
}
