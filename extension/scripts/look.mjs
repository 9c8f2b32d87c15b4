// Opens every screen of dist/chromium in a headless Chromium, photographs it and checks it:
//   node scripts/look.mjs [screen…]        pictures in $LOOK or /tmp/look; ends with 1 if axe finds a fault or a page scrolls sideways
// The demo is used, so no agent is needed. Looks: light, dark, narrow (320 px, as at 400 % zoom), German, pseudo-locale, right to left, forced colours.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { faultsOf, onComplaint, withExtension } from "./browser.mjs";
import { pageNames } from "./build.mjs";

const out = process.env["LOOK"] ?? "/tmp/look";
const wanted = process.argv.slice(2);
const screens = [...(await pageNames()).map((page) => `pages/${page}`), "popup"].filter((screen) => wanted.length === 0 || wanted.some((name) => screen.endsWith(name)));
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

let faults = 0;
const fault = (text) => { faults++; console.error(text); };

async function photograph(page, origin, look, screen) {
  await page.setViewportSize(screen === "popup" ? { width: 320, height: 600 } : { width: look.width ?? 1280, height: 900 });
  await page.goto(`${origin}/pages/welcome/index.html`);
  await page.evaluate((preferences) => chrome.storage.local.set({ preferences, disclosure: { version: 1, agreedAt: "2026-11-22T06:30:00Z" } }), { language: "en", demo: true, ...look.preferences });
  await page.goto(`${origin}/${screen}/index.html`);
  await page.locator("h1").first().waitFor({ timeout: 10_000 });
  await page.waitForFunction(() => document.querySelector(".skeleton") === null, undefined, { timeout: 10_000 }).catch(() => {});
  await page.waitForTimeout(400);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(out, `${screen.replace("pages/", "")}-${look.name}.png`), fullPage: true });
  for (const each of await faultsOf(page)) fault(`${look.name}: ${screen}: ${each}`);
}

await mkdir(out, { recursive: true });
await withExtension(async (browser, origin) => {
  for (const look of looks) {
    const page = await browser.newPage();
    onComplaint(page, (complaint) => fault(`${look.name}: ${complaint}`));
    await page.emulateMedia({ forcedColors: look.forcedColors ?? "none", reducedMotion: "reduce" });
    for (const screen of screens) await photograph(page, origin, look, screen);
    await page.close();
  }
});
console.log(`${screens.length} screens in ${looks.length} looks in ${out}; ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
