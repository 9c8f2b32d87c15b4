import type { Agent, NumberedEvent } from "./agent";
import type { AgentEvent, JournalRow, LineNow, LivePoint, Status } from "./api";
import { Cell } from "./cell";
import { AgentProblem, problemOf } from "./problem";
import { withRow } from "./rows";

/** Five minutes at one a second. */
export const HISTORY_POINTS = 300;
const ROWS = 20;
const FIRST_WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 30_000;

export interface Live {
  agent: Agent | null;
  status: Status | null;
  /** Null before it is told, and with an agent that does not know. */
  line: LineNow | null;
  rows: JournalRow[];
  /** Oldest first. */
  history: LivePoint[];
  connection: "CONNECTING" | "LIVE" | "LOST";
  problem: AgentProblem | null;
}

export const notYet: Live = { agent: null, status: null, line: null, rows: [], history: [], connection: "CONNECTING", problem: null };

/** How things stand after one more event. */
export function after(live: Live, event: AgentEvent): Live {
  switch (event.type) {
    case "snapshot":
      return { ...live, ...event.data, line: event.data.line ?? null, history: event.data.history.slice(-HISTORY_POINTS), connection: "LIVE", problem: null };
    case "status":
      return { ...live, status: event.data, connection: "LIVE", problem: null };
    case "usage":
      return { ...live, history: [...live.history, event.data].slice(-HISTORY_POINTS) };
    case "line":
      return { ...live, line: event.data };
    case "row":
      return { ...live, rows: withRow(live.rows, event.data).slice(0, ROWS) };
    case "receipt":
    case "settings":
    case "rules":
      return live;
  }
}

/** Whether a screen can be seen; told of changes. */
export interface Sight {
  visible(): boolean;
  onChange(listener: () => void): void;
}

export const pageSight: Sight = {
  visible: () => document.visibilityState === "visible",
  onChange: (listener) => document.addEventListener("visibilitychange", listener),
};

/** Follows an agent while the page can be seen: one stream, resumed after a break, none while hidden. */
export class Follower {
  readonly live = new Cell<Live>(notYet);
  private readonly listeners = new Set<(event: AgentEvent) => void>();
  private reading: AbortController | null = null;
  private lastId: string | null = null;
  private waitMillis = FIRST_WAIT_MILLIS;

  constructor(
    private readonly connect: () => Promise<Agent>,
    private readonly sight: Sight = pageSight,
    private readonly sleep: (millis: number, signal: AbortSignal) => Promise<void> = pause,
  ) {}

  start(): void {
    this.sight.onChange(() => this.look());
    this.look();
  }

  /** Tries again now, also after a problem that waiting does not cure. */
  retry(): void {
    this.stop();
    this.live.set({ ...this.live.value, agent: null, connection: "CONNECTING", problem: null });
    this.lastId = null;
    this.waitMillis = FIRST_WAIT_MILLIS;
    this.look();
  }

  /** Hears every event, such as `rules`, which change nothing in the live state. */
  hear(listener: (event: AgentEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes the state that a call has answered, before the stream tells it. */
  know(status: Status): void {
    this.live.set({ ...this.live.value, status });
  }

  private look(): void {
    if (!this.sight.visible()) this.stop();
    else if (this.reading === null) void this.read((this.reading = new AbortController()).signal);
  }

  private stop(): void {
    this.reading?.abort();
    this.reading = null;
  }

  private async read(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const agent = this.live.value.agent ?? (await this.connect());
        if (signal.aborted) return;
        this.live.set({ ...this.live.value, agent });
        for await (const numbered of agent.events(this.lastId, signal)) this.take(numbered);
        if (!signal.aborted) this.live.set({ ...this.live.value, connection: "LOST" });
      } catch (thrown) {
        if (signal.aborted) return;
        const problem = problemOf(thrown);
        this.live.set({ ...this.live.value, agent: null, connection: "LOST", problem });
        if (isFinal(problem)) return;
      }
      await this.sleep(this.waitMillis, signal);
      this.waitMillis = Math.min(this.waitMillis * 2, LONGEST_WAIT_MILLIS);
    }
  }

  private take({ id, event }: NumberedEvent): void {
    this.lastId = id ?? this.lastId;
    this.waitMillis = FIRST_WAIT_MILLIS;
    this.live.set(after(this.live.value, event));
    for (const listener of [...this.listeners]) listener(event);
  }
}

/** Waiting does not help: the user has to do something. */
export const isFinal = ({ code }: AgentProblem): boolean =>
  ["NOT_PAIRED", "REVOKED", "EXPIRED", "NOT_AUTHENTICATED", "VERSION_TOO_OLD", "NOT_OUR_AGENT", "BROWSER_BLOCKED"].includes(code);

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
