// Opens every screen of dist/chromium in a headless Chromium, photographs it and checks it:
//   node scripts/look.mjs [screen…]        pictures in $LOOK or /tmp/look; ends with 1 if axe finds a fault or a page scrolls sideways
// The demo is used, so no agent is needed. Looks: light, dark, narrow (320 px, as at 400 % zoom), German, pseudo-locale, right to left, forced colours.
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pageNames, root } from "./build.mjs";

const out = process.env["LOOK"] ?? "/tmp/look";
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const extension = join(root, "dist/chromium");
const screens = [...(await pageNames()).map((page) => `pages/${page}`), "popup"].filter((screen) => process.argv.length < 3 || process.argv.slice(2).some((wanted) => screen.endsWith(wanted)));
const looks = [
  { name: "light", preferences: { theme: "LIGHT" } },
  { name: "dark", preferences: { theme: "DARK" } },
  { name: "narrow", preferences: { theme: "LIGHT" }, width: 320 },
  { name: "german", preferences: { theme: "LIGHT", language: "de" } },
  { name: "german-narrow", preferences: { theme: "LIGHT", language: "de" }, width: 320 },
  { name: "pseudo", preferences: { theme: "LIGHT", language: "en-XA" } },
  { name: "rtl", preferences: { theme: "LIGHT", language: "ar-XB" } },
  { name: "forced", preferences: { theme: "AUTO" }, forcedColors: "active" },
];

const profile = await mkdtemp(join(tmpdir(), "lumora-look-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  headless: false,
  locale: "en-GB",
  ignoreDefaultArgs: ["--disable-extensions"],
  args: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", `--load-extension=${extension}`, `--disable-extensions-except=${extension}`,
    "--disable-features=DisableLoadExtensionCommandLineSwitch", "--lang=en-GB",
  ],
});
let faults = 0;
const fault = (text) => { faults++; console.error(text); };
try {
  await mkdir(out, { recursive: true });
  const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker", { timeout: 15_000 }));
  const origin = worker.url().slice(0, worker.url().indexOf("/background/"));
  for (const look of looks) {
    const page = await browser.newPage();
    page.on("console", (message) => { if (message.type() === "error" && !message.text().includes("ERR_CONNECTION_REFUSED")) fault(`${look.name}: ${page.url()}: ${message.text()}`); });
    page.on("pageerror", (error) => fault(`${look.name}: ${page.url()}: ${error.message}`));
    await page.emulateMedia({ forcedColors: look.forcedColors ?? "none", reducedMotion: "reduce" });
    await page.setViewportSize({ width: look.width ?? 1280, height: 900 });
    for (const screen of screens) {
      await page.goto(`${origin}/pages/welcome/index.html`);
      await page.evaluate((preferences) => chrome.storage.local.set({ preferences, disclosure: { version: 1, agreedAt: "2026-11-22T06:30:00Z" } }), { language: "en", demo: true, ...look.preferences });
      if (screen === "popup") await page.setViewportSize({ width: 320, height: 600 });
      await page.goto(`${origin}/${screen}/index.html`);
      await page.locator("h1").first().waitFor({ timeout: 10_000 });
      await page.waitForFunction(() => document.querySelector(".skeleton") === null, undefined, { timeout: 10_000 }).catch(() => {});
      await page.waitForTimeout(400);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(out, `${screen.replace("pages/", "")}-${look.name}.png`), fullPage: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      for (const violation of violations) fault(`${look.name}: ${screen}: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
      const width = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (width[0] > width[1]) fault(`${look.name}: ${screen}: scrolls sideways: ${width[0]} px of content in ${width[1]} px`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(`${screens.length} screens in ${looks.length} looks in ${out}; ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
