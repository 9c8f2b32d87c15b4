import type { Agent, NumberedEvent, Versioned } from "./agent";
import type {
  Activity, Client, ConsentState, DenyKind, Earnings, Health, JournalPage, JournalQuery, Keys, LineHistory, LineNow, LineStep, NetworkState, PauseMode, Preview, ReceiptPage, Rules,
  RuleTest, Settings, Status, Usage,
} from "./api";
import { readEvents } from "./events";
import { AgentProblem } from "./problem";

const CALL_TIMEOUT_MILLIS = 10_000;

interface Call { method?: "GET" | "POST" | "PUT" | "DELETE"; body?: object; etag?: string }

/** The agent on a loopback port, which has proven its key. */
export class HttpAgent implements Agent {
  readonly isDemo = false;

  constructor(readonly port: number, private readonly token: string) {}

  status = (): Promise<Status> => this.json("/status");
  pause = (seconds: number, mode: PauseMode = "NOW"): Promise<Status> => this.post("/pause", { seconds, mode });
  resume = (): Promise<Status> => this.post("/resume", {});
  settings = (): Promise<Versioned<Settings>> => this.versioned("/settings", {});
  putSettings = (settings: Settings, etag: string): Promise<Versioned<Settings>> => this.put("/settings", settings, etag);
  preview = (settings: Settings, at: string | null): Promise<Preview> => this.post("/settings/preview", { settings, at });
  rules = (): Promise<Versioned<Rules>> => this.versioned("/rules", {});
  putRules = (rules: Rules, etag: string): Promise<Versioned<Rules>> => this.put("/rules", rules, etag);
  testRule = (site: string, coordinator: string | null, rules: Rules | null): Promise<RuleTest> =>
    this.post("/rules/test", { site, coordinator, rules });
  deny = (kind: DenyKind, value: string): Promise<Versioned<Rules>> => this.versioned("/rules/deny", { method: "POST", body: { kind, value } });
  journal = (query: JournalQuery): Promise<JournalPage> => this.json(`/journal?${parameters({ ...query })}`);
  usage = (from: string, to: string, bucket: "HOUR" | "DAY"): Promise<Usage> => this.json(`/usage?${parameters({ from, to, bucket })}`);
  line = (): Promise<LineNow> => this.json("/line");
  lineHistory = (from: Date, to: Date, step: LineStep): Promise<LineHistory> =>
    this.json(`/line/history?${parameters({ from: from.toISOString(), to: to.toISOString(), step })}`);
  receipts = (before: string | null, limit: number): Promise<ReceiptPage> =>
    this.json(`/receipts?${parameters({ before: before ?? undefined, limit })}`);
  keys = (): Promise<Keys> => this.json("/keys");
  earnings = (): Promise<Earnings> => this.json("/earnings");
  network = (): Promise<NetworkState> => this.json("/network");
  consent = (): Promise<ConsentState> => this.json("/consent");
  giveConsent = (version: number, sha256: string): Promise<ConsentState> => this.post("/consent", { version, sha256 });
  health = (): Promise<Health> => this.json("/health");

  async clients(): Promise<Client[]> {
    return (await this.json<{ clients: Client[] }>("/clients")).clients;
  }

  async activity({ kind, active, seconds }: Activity): Promise<void> {
    await this.call("/activity", { method: "POST", body: { kind, active, seconds } });
  }

  async unpair(): Promise<void> {
    await this.call("/clients/self", { method: "DELETE" });
  }

  async exportJournal(format: "csv" | "jsonl"): Promise<Blob> {
    return (await this.call(`/journal/export?format=${format}`, {})).blob();
  }

  async *events(after: string | null, signal: AbortSignal): AsyncIterable<NumberedEvent> {
    const response = await this.send("/events", {
      signal,
      headers: { ...this.authorization(), Accept: "text/event-stream", ...(after === null ? {} : { "Last-Event-ID": after }) },
    });
    if (response.body !== null) yield* readEvents(response.body);
  }

  private authorization(): Record<string, string> {
    return { Authorization: `Bearer ${this.token}` };
  }

  private async json<T>(path: string, call: Call = {}): Promise<T> {
    return (await (await this.call(path, call)).json()) as T;
  }

  private post<T>(path: string, body: object): Promise<T> {
    return this.json(path, { method: "POST", body });
  }

  private put<T>(path: string, body: object, etag: string): Promise<Versioned<T>> {
    return this.versioned(path, { method: "PUT", body, etag });
  }

  private async versioned<T>(path: string, call: Call): Promise<Versioned<T>> {
    const response = await this.call(path, call);
    return { value: (await response.json()) as T, etag: response.headers.get("ETag") ?? "" };
  }

  private call(path: string, { method = "GET", body, etag }: Call): Promise<Response> {
    const headers = {
      ...this.authorization(),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(etag === undefined ? {} : { "If-Match": etag }),
    };
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MILLIS);
    return this.send(path, { method, headers, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`http://127.0.0.1:${this.port}/v1${path}`, { ...init, cache: "no-store", credentials: "omit", redirect: "error" })
      .catch((thrown: unknown) => { throw unreachable(thrown, init.signal); });
    if (!response.ok) throw AgentProblem.from(await response.json().catch(() => null), response.status);
    return response;
  }
}

function unreachable(thrown: unknown, signal: AbortSignal | null | undefined): unknown {
  if (signal?.aborted === true && thrown instanceof DOMException && thrown.name === "AbortError") return thrown;
  return new AgentProblem("NOT_RUNNING", "no answer on the agent's port");
}

function parameters(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
