import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { siteOf, withSites } from "../src/shared/rules/site";

describe("a site", () => {
  it("is the host of whatever was pasted", () => {
    for (const text of ["example.org", "EXAMPLE.org.", " example.org ", "https://example.org/a?b#c", "http://user@example.org:8080/", "*.example.org"])
      assert.equal(siteOf(text), "example.org", text);
    assert.equal(siteOf("bücher.example"), "xn--bcher-kva.example");
  });

  it("is no address, no single word and no nonsense", () => {
    for (const text of ["", "localhost", "127.0.0.1", "http://[::1]/", "2130706433", "a..b", "-a.org", "a b.org", "ex ample", "https://", "a,b"])
      assert.equal(siteOf(text), null, text);
  });
});

describe("a list of sites", () => {
  it("takes many at once, each once, and names what it could not read", () => {
    assert.deepEqual(withSites(["b.org"], "a.org, b.org\nhttps://c.org/x; nonsense a.org"), {
      sites: ["a.org", "b.org", "c.org"], added: ["a.org", "c.org"], already: ["b.org", "a.org"], malformed: ["nonsense"],
    });
  });
});
