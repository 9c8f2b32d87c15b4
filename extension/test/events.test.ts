import assert from "node:assert/strict";
import { test } from "node:test";
import type { NumberedEvent } from "../src/shared/agent";
import { readEvents } from "../src/shared/events";

function stream(...chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
}

async function all(...chunks: string[]): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for await (const event of readEvents(stream(...chunks))) events.push(event);
  return events;
}

test("reads events however they are cut", async () => {
  const text = 'id: 7\nevent: receipt\ndata: {"sequence":42}\n\n: heartbeat\n\nid: 8\nevent: rules\ndata: {}\n\n';
  const expected = [{ id: "7", event: { type: "receipt", data: { sequence: 42 } } }, { id: "8", event: { type: "rules", data: {} } }];
  assert.deepEqual(await all(text), expected);
  assert.deepEqual(await all(...text), expected);
  assert.deepEqual(await all(text.replaceAll("\n", "\r\n")), expected);
});

test("passes over what it does not know, and what has not ended", async () => {
  assert.deepEqual(await all("event: future\ndata: 1\n\nevent: rules\ndata: {}\n"), []);
});

test("data on several lines is one text", async () => {
  assert.deepEqual(await all('event: receipt\ndata: {"sequence":\ndata: 3}\n\n'), [{ id: null, event: { type: "receipt", data: { sequence: 3 } } }]);
});

test("an event without an end is not kept for ever", async () => {
  await assert.rejects(all("data: ", ..."x".repeat(11).split("").map((letter) => letter.repeat(100_000))), RangeError);
});
