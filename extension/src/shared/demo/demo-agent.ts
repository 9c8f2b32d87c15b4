import type { Agent, NumberedEvent, Versioned } from "../agent";
import type {
  Client, ConsentState, DenyKind, Earnings, Health, JournalPage, JournalQuery, JournalRow, Keys, LineHistory, LineNow, LineStep, LivePoint, NetworkState, PauseMode, Preview, Reason,
  ReceiptPage, ReceiptRow, Rules, RuleTest, Settings, Status, Usage,
} from "../api";
import { base64Url } from "../bytes";
import { AgentProblem } from "../problem";
import type { KeyValues } from "../storage";
import { dice } from "./dice";
import { coordinators, latestTask, movedBetween, pointAt, rowOf, timeOf, type DemoKeys } from "./journal";
import { lineHistory, lineNow } from "./line";
import { firstRules, firstSettings, previewOf, testOf } from "./policy";
import { receiptsFor } from "./receipts";
import { DemoKey } from "./signing";

const DAY_MILLIS = 86_400_000;
const HISTORY_SECONDS = 300;
const RECEIPTS = 24;
const VERSION = "0.1.0-demo";

/** What the user has changed in the demo; kept, so that all pages see it. */
interface Changed { settings: Versioned<Settings>; rules: Versioned<Rules>; paused: { until: string | null; mode: PauseMode } | null; cleared: boolean }

interface World { keys: DemoKeys; agent: DemoKey; signers: readonly [DemoKey, DemoKey] }

let world: Promise<World> | null = null;

/** A simulated agent: numbers follow from the time alone, and nothing leaves the page. */
export class DemoAgent implements Agent {
  readonly isDemo = true;
  private receiptRows: Promise<ReceiptRow[]> | null = null;

  constructor(private readonly kept: KeyValues, private readonly now: () => Date) {}

  async status(): Promise<Status> {
    const { keys, agent } = await theWorld();
    const { settings, paused } = await this.changed();
    const reason = this.pauseReason(paused);
    const preview = previewOf(settings.value, this.now(), reason);
    const state = reason !== null ? (paused?.mode === "FINISH" ? "FINISHING" : "PAUSED") : preview.wouldRun ? "RUNNING" : "SCHEDULED_OFF";
    const now = this.now().getTime();
    const newest = latestTask(now);
    const row = rowOf(newest, keys);
    const runs = state === "RUNNING";
    return {
      state, reasons: preview.reasons, nextChange: preview.nextChange, agent: agent.name, version: VERSION,
      today: movedBetween(startOfDay(this.now()), now), month: movedBetween(startOfMonth(this.now()), now), limits: settings.value.limits,
      rateNow: preview.rate, live: pointAt(now, preview.rate),
      connection: { coordinator: coordinators[0].address, key: keys.coordinators[0], state: "CONNECTED", detail: "" },
      work: { slots: 4, working: runs ? 1 + (newest % 3) : 0, waiting: 1, settled: newest, unpaid: 2, broken: 0, contribution: newest * 9_120 },
      tasks: runs && row.outcome === "OK" ? [{ task: row.task, site: row.site, coordinator: row.coordinator, since: row.at, up: row.up, down: row.down }] : [],
    };
  }

  async pause(seconds: number, mode: PauseMode = "NOW"): Promise<Status> {
    const until = seconds === 0 ? null : new Date(this.now().getTime() + seconds * 1000).toISOString();
    await this.change({ paused: { until, mode } });
    return this.status();
  }

  async resume(): Promise<Status> {
    await this.change({ paused: null });
    return this.status();
  }

  settings = async (): Promise<Versioned<Settings>> => (await this.changed()).settings;

  async putSettings(settings: Settings, etag: string): Promise<Versioned<Settings>> {
    const next = nextVersion((await this.changed()).settings, settings, etag);
    await this.change({ settings: next });
    return next;
  }

  async preview(settings: Settings, at: string | null): Promise<Preview> {
    const reason = this.pauseReason((await this.changed()).paused);
    return previewOf(settings, at === null ? this.now() : new Date(at), at === null ? reason : null);
  }

  rules = async (): Promise<Versioned<Rules>> => (await this.changed()).rules;

  async putRules(rules: Rules, etag: string): Promise<Versioned<Rules>> {
    const next = nextVersion((await this.changed()).rules, rules, etag);
    await this.change({ rules: next });
    return next;
  }

  async testRule(site: string, coordinator: string | null, rules: Rules | null): Promise<RuleTest> {
    return testOf(rules ?? (await this.rules()).value, site, coordinator);
  }

  async deny(kind: DenyKind, value: string): Promise<Versioned<Rules>> {
    const { value: rules, etag } = await this.rules();
    return this.putRules(withDenied(rules, kind, value), etag);
  }

  async journal({ before, limit = 50, outcome, site, q }: JournalQuery): Promise<JournalPage> {
    const { keys } = await theWorld();
    const rows: JournalRow[] = [];
    let task = before === undefined ? latestTask(this.now().getTime()) : before - 1;
    for (const oldest = Math.max(1, task - 20_000); task >= oldest && rows.length < limit; task--) {
      const row = rowOf(task, keys);
      if (outcome !== undefined && row.outcome !== outcome) continue;
      if (site !== undefined && site !== "" && row.site !== site) continue;
      if (q === undefined || q === "" || `${row.host} ${row.purpose} ${row.coordinatorName} ${row.code}`.toLowerCase().includes(q.toLowerCase())) rows.push(row);
    }
    return { rows, next: rows.length === limit ? (rows.at(-1)?.number ?? null) : null };
  }

  async exportJournal(format: "csv" | "jsonl"): Promise<Blob> {
    const { rows } = await this.journal({ limit: 200 });
    const lines = format === "jsonl" ? rows.map((row) => JSON.stringify(row)) : ["at,site,up,down,outcome", ...rows.map(({ at, site, up, down, outcome }) => [at, site, up, down, outcome].join(","))];
    return new Blob([lines.join("\n") + "\n"], { type: format === "csv" ? "text/csv" : "application/jsonl" });
  }

  async usage(from: string, to: string, bucket: "HOUR" | "DAY"): Promise<Usage> {
    const { keys } = await theWorld();
    const starts = bucketStarts(from, to, bucket, this.now());
    const buckets = starts.map(({ start, end }) => ({ start: start.toISOString(), ...movedBetween(start.getTime(), Math.min(end.getTime(), this.now().getTime())) }));
    return { buckets, ...sharesOf(buckets.reduce((sum, { up, down }) => ({ up: sum.up + up, down: sum.down + down }), { up: 0, down: 0 }), keys) };
  }

  async line(): Promise<LineNow> {
    const { state, rateNow } = await this.status();
    return lineNow(this.now().getTime(), rateNow, state === "RUNNING");
  }

  lineHistory = (from: Date, to: Date, step: LineStep): Promise<LineHistory> => Promise.resolve(lineHistory(from, to, step, this.now().getTime()));

  async receipts(before: string | null, limit: number): Promise<ReceiptPage> {
    this.receiptRows ??= this.makeReceipts();
    const rows = await this.receiptRows;
    const from = before === null ? 0 : rows.findIndex(({ id }) => id === before) + 1;
    const page = rows.slice(from, from + limit);
    return { receipts: page, next: from + limit < rows.length ? (page.at(-1)?.id ?? null) : null };
  }

  async keys(): Promise<Keys> {
    const { keys, agent } = await theWorld();
    return { agent: agent.name, coordinators: ([0, 1] as const).map((which) => ({ key: keys.coordinators[which], address: coordinators[which].address, logOrigin: coordinators[which].logOrigin })) };
  }

  async earnings(): Promise<Earnings> {
    const { keys } = await theWorld();
    const today = startOfDay(this.now());
    const days = Array.from({ length: 30 }, (_, ago) => today - (29 - ago) * DAY_MILLIS).map((start) => ({ day: localDate(new Date(start + DAY_MILLIS / 2)), ...deliveredOn(start) }));
    const confirmed = days.reduce((sum, { receipts, bytes }) => ({ receipts: sum.receipts + receipts, bytes: sum.bytes + bytes }), { receipts: 0, bytes: 0 });
    const newest = latestTask(this.now().getTime());
    const at = new Date(today).toISOString();
    return { pending: { deliveries: 3, bytes: 412_800 }, confirmed, balance: { microLmr: newest * 13, epoch: Math.floor(newest / 7200), treeSize: newest + 412, at, statedBy: keys.coordinators[0] }, days };
  }

  network = async (): Promise<NetworkState> => ({ metered: "NO", source: "demo", override: (await this.settings()).value.network.metered, onBattery: false });

  activity = (): Promise<void> => Promise.resolve();

  consent = (): Promise<ConsentState> => Promise.resolve({ given: true, version: 1, sha256: "", text: "", givenAt: new Date(startOfDay(this.now()) - 40 * DAY_MILLIS).toISOString() });

  giveConsent = (): Promise<ConsentState> => this.consent();

  async health(): Promise<Health> {
    const startedAt = new Date(startOfDay(this.now()) - 3 * DAY_MILLIS + 27_000_000).toISOString();
    const refused = [
      { origin: "https://evil.example", code: "ORIGIN_REFUSED", count: 3, lastAt: new Date(startOfDay(this.now()) - 7_200_000).toISOString() },
      { origin: null, code: "NOT_AUTHENTICATED", count: 1, lastAt: new Date(startOfDay(this.now()) - 90_000_000).toISOString() },
    ];
    return { version: VERSION, java: "25.0.3", startedAt, rssBytes: 79_200_000, heapBytes: 21_300_000, cpuSeconds: 148.2, dataBytes: 18_400_000, refused, port: 17480 };
  }

  clients = (): Promise<Client[]> => {
    const ago = (days: number) => new Date(this.now().getTime() - days * DAY_MILLIS).toISOString();
    return Promise.resolve([
      { id: "demo-1", name: "Lumora in this browser", origin: "chrome-extension://demo", scopes: ["READ", "CONTROL"], pairedAt: ago(41), lastUsedAt: ago(0), expiresAt: ago(-90) },
      { id: "demo-2", name: "Lumora in Firefox", origin: "moz-extension://demo", scopes: ["READ"], pairedAt: ago(12), lastUsedAt: ago(2), expiresAt: ago(-88) },
    ]);
  };

  unpair = (): Promise<void> => Promise.resolve();

  async *events(after: string | null, signal: AbortSignal): AsyncIterable<NumberedEvent> {
    if (after === null) yield { id: "demo", event: { type: "snapshot", data: await this.snapshot() } };
    let status = await this.status();
    let newest = latestTask(this.now().getTime());
    while (await nextSecond(signal)) {
      const now = this.now().getTime();
      const next = await this.status();
      const changed = next.state !== status.state || now % 5_000 < 1_000;
      status = next;
      if (changed) yield { id: "demo", event: { type: "status", data: status } };
      yield { id: "demo", event: { type: "usage", data: pointAt(now, status.rateNow) } };
      yield { id: "demo", event: { type: "line", data: lineNow(now, status.rateNow, status.state === "RUNNING") } };
      for (; newest < latestTask(now) && status.state === "RUNNING"; newest++) yield { id: "demo", event: { type: "row", data: rowOf(newest + 1, (await theWorld()).keys) } };
    }
  }

  private async snapshot(): Promise<{ status: Status; line: LineNow; rows: JournalRow[]; history: LivePoint[] }> {
    const status = await this.status();
    const now = this.now().getTime();
    const history = Array.from({ length: HISTORY_SECONDS }, (_, at) => pointAt(now - (HISTORY_SECONDS - 1 - at) * 1000, status.rateNow));
    return { status, line: await this.line(), rows: (await this.journal({ limit: 20 })).rows, history };
  }

  private pauseReason(paused: Changed["paused"]): Reason | null {
    if (paused === null || (paused.until !== null && Date.parse(paused.until) <= this.now().getTime())) return null;
    return { code: paused.mode === "FINISH" ? "FINISHING" : "PAUSED_BY_USER", text: "paused by you", until: paused.until };
  }

  private async makeReceipts(): Promise<ReceiptRow[]> {
    const { agent, signers } = await theWorld();
    const { rows } = await this.journal({ limit: RECEIPTS * 2 });
    return receiptsFor(rows.filter(({ sequence }) => sequence !== null).slice(0, RECEIPTS), agent, signers);
  }

  private async changed(): Promise<Changed> {
    const kept = (await this.kept.get("demo")) as Changed | undefined;
    if (kept !== undefined) return kept;
    const { keys } = await theWorld();
    return { settings: { value: firstSettings, etag: '"1"' }, rules: { value: firstRules(keys.coordinators), etag: '"1"' }, paused: null, cleared: false };
  }

  private async change(part: Partial<Changed>): Promise<void> {
    await this.kept.set("demo", { ...(await this.changed()), ...part });
  }
}

const theWorld = (): Promise<World> => (world ??= makeWorld());

async function makeWorld(): Promise<World> {
  const [agent, first, second] = await Promise.all([DemoKey.of(1), DemoKey.of(coordinators[0].seed), DemoKey.of(coordinators[1].seed)]);
  return { agent, signers: [first, second], keys: { coordinators: [first.name, second.name], consumers: [strangersKey(7), strangersKey(8), strangersKey(9)] } };
}

const strangersKey = (seed: number): string => `ed25519:${base64Url(Uint8Array.from({ length: 32 }, (_, at) => Math.floor(dice(at, seed) * 256)))}`;

function nextVersion<T>(before: Versioned<T>, value: T, etag: string): Versioned<T> {
  if (etag !== before.etag) throw new AgentProblem("CHANGED_MEANWHILE");
  return { value, etag: `"${Number(before.etag.replaceAll('"', "")) + 1}"` };
}

function withDenied(rules: Rules, kind: DenyKind, value: string): Rules {
  switch (kind) {
    case "SITE":
      return { ...rules, sites: { ...rules.sites, denied: [...new Set([...rules.sites.denied, value])] } };
    case "CATEGORY":
      return { ...rules, categories: { denied: [...new Set([...rules.categories.denied, value as Rules["categories"]["denied"][number]])] } };
    case "COORDINATOR":
      return { ...rules, coordinators: rules.coordinators.map((each) => (each.key === value ? { ...each, trust: "BLOCKED" } : each)) };
  }
}

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const startOfMonth = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), 1).getTime();

function localDate(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

function bucketStarts(from: string, to: string, bucket: "HOUR" | "DAY", now: Date): { start: Date; end: Date }[] {
  const all: { start: Date; end: Date }[] = [];
  const last = new Date(`${to}T23:59:59`);
  for (let start = new Date(`${from}T00:00:00`); start <= last && start <= now;) {
    const end = new Date(start);
    if (bucket === "HOUR") end.setHours(end.getHours() + 1);
    else end.setDate(end.getDate() + 1);
    all.push({ start, end });
    start = end;
  }
  return all;
}

const categoryShares = [["NEWS", 0.34], ["SHOPPING", 0.26], ["TRAVEL", 0.19], ["EDUCATION", 0.14], ["UNCATEGORISED", 0.07]] as const;

function sharesOf({ up, down }: { up: number; down: number }, keys: DemoKeys): Pick<Usage, "byCoordinator" | "byCategory"> {
  const part = (key: string, share: number) => ({ key, up: Math.round(up * share), down: Math.round(down * share) });
  return { byCoordinator: [part(keys.coordinators[0], 0.72), part(keys.coordinators[1], 0.28)], byCategory: categoryShares.map(([key, share]) => part(key, share)) };
}

function deliveredOn(startMillis: number): { receipts: number; bytes: number } {
  const first = latestTask(startMillis) + 1;
  const receipts = Math.round(6_900 * (0.6 + 0.4 * dice(first, 40)));
  return { receipts, bytes: Math.round(movedBetween(timeOf(first), timeOf(first) + DAY_MILLIS).down / 7) };
}

async function nextSecond(signal: AbortSignal): Promise<boolean> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1_000);
      signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
  return !signal.aborted;
}
