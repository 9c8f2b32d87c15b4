import type { NumberedEvent } from "./agent";
import type { AgentEvent } from "./api";

/** An event's text may not be longer: a snapshot is about 40 kB. */
const MAX_EVENT_CHARACTERS = 1_000_000;

const names: ReadonlySet<string> = new Set<AgentEvent["type"]>(["snapshot", "status", "usage", "line", "row", "receipt", "settings", "rules"]);

/** Reads text/event-stream. Unknown events and comments are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncIterable<NumberedEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
      rest = blocks.pop() ?? "";
      if (rest.length > MAX_EVENT_CHARACTERS) throw new RangeError(`an event has more than ${MAX_EVENT_CHARACTERS} characters`);
      for (const block of blocks) yield* eventOf(block);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function* eventOf(block: string): Iterable<NumberedEvent> {
  let type = "message";
  let id: string | null = null;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === "event") type = value ?? "";
    if (name === "id") id = value ?? "";
    if (name === "data") data.push(value ?? "");
  }
  if (names.has(type)) yield { id, event: { type, data: JSON.parse(data.join("\n") || "{}") } as AgentEvent };
}
