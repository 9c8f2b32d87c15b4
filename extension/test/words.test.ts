import assert from "node:assert/strict";
import { test } from "node:test";
import { Format } from "../src/shared/format";
import { Language } from "../src/shared/i18n";
import { agentCodes, ownCodes } from "../src/shared/problem";

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

test("each problem has a title and a cure of its own in each language", () => {
  for (const locale of ["en", "de"]) {
    const language = Language.of(locale);
    for (const code of [...agentCodes, ...ownCodes]) {
      assert.notEqual(language.problemTitle(code), code, `${locale}: ${code}`);
      assert.notEqual(language.problemHelp(code), code, `${locale}: ${code}`);
    }
    const pairing = ["NOT_RUNNING", "OTHER_PROGRAM", "PAIRING_CLOSED", "WRONG_CODE", "BROWSER_BLOCKED", "REVOKED", "VERSION_TOO_OLD", "AGENT_NOT_PROVEN", "NOT_OUR_AGENT"] as const;
    assert.equal(new Set(pairing.map(language.problemHelp)).size, pairing.length);
  }
});

test("a regional language has its base's words, an unknown one English", () => {
  assert.equal(Language.of("de-AT").t("page_health"), "Zustand");
  assert.equal(Language.of("eo").t("page_health"), "Health");
});

test("a code that is not known is shown as it came", () => {
  assert.equal(Language.of("en").code("reason", "FROM_THE_FUTURE"), "FROM_THE_FUTURE");
});

test("the pseudo-locales lengthen every word and keep what is filled in", () => {
  const pseudo = Language.of("en-XA");
  assert.match(pseudo.t("nextChange", { when: "12:00" }), /^\[.*12:00.*~\]$/);
  assert.equal(Language.of("ar-XB").direction, "rtl");
});

test("bytes and rates are written as people of each language do", () => {
  const [en, de] = [new Format("en"), new Format("de")];
  assert.deepEqual([0, 1, 999, 1_000, 1_234_567, 9_996_000, 15e9, 2.5e15].map(en.bytes).map(plain), ["0 bytes", "1 byte", "999 bytes", "1 kB", "1.23 MB", "10 MB", "15 GB", "2,500 TB"]);
  assert.equal(plain(de.bytes(1_234_567)), "1,23 MB");
  assert.equal(plain(en.rate(174_000)), "174 kB/s");
  assert.equal(plain(de.rate(174_400)), "174 kB/s");
});

test("LMR keep all six decimals that there are, and two at least", () => {
  const en = new Format("en");
  assert.equal(en.lmr(30_448_015), "30.448015 LMR");
  assert.equal(en.lmr(12_000_000), "12.00 LMR");
});

test("a moment today has its hour only, one far away its date", () => {
  const en = new Format("en", () => new Date("2026-11-22T10:00:00"));
  assert.match(plain(en.moment("2026-11-22T15:30:00")), /^3:30 PM$/);
  assert.match(plain(en.moment("2026-11-23T00:00:00")), /^Mon/);
  assert.match(plain(en.moment("2026-12-24T18:00:00")), /^Dec 24, 2026/);
  assert.equal(en.ago("2026-11-22T09:55:00"), "5 minutes ago");
});
