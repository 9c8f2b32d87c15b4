import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, fromBase64, fromBase64Url, fromHex, hex } from "../src/shared/bytes";

test("hexadecimal and base64 return what was put in", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.deepEqual(fromHex(hex(bytes)), bytes);
  assert.deepEqual(fromBase64(base64(bytes)), bytes);
});

test("base64 without its padding or with stray bits is refused", () => {
  for (const text of ["AQ", "AQ=", "AR==", "A", "AQ==\n"]) assert.throws(() => fromBase64(text), text);
});

test("base64url is read without padding", () => {
  assert.deepEqual(fromBase64Url("-_8"), Uint8Array.of(0xfb, 0xff));
  for (const text of ["+/8", "-_8="]) assert.throws(() => fromBase64Url(text), text);
});
