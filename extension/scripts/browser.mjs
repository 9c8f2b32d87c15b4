// A headless Chromium with dist/chromium loaded, and the checks that every screen must pass.
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./build.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs `work` with the browser and the extension's origin, and cleans up. */
export async function withExtension(work) {
  const extension = join(root, "dist/chromium");
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
  try {
    const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker", { timeout: 15_000 }));
    return await work(browser, worker.url().slice(0, worker.url().indexOf("/background/")), worker);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** What is wrong with a screen as it is: faults of accessibility, and content wider than the window. */
export async function faultsOf(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => axe.run(document, { runOnly }), rules);
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return content > width ? [...faults, `scrolls sideways: ${content} px of content in ${width} px`] : faults;
}

/** Complaints of the browser itself, such as a breach of the CSP; that nobody listens on a port is none. */
export function onComplaint(page, tell) {
  page.on("console", (message) => { if (message.type() === "error" && !message.text().includes("ERR_CONNECTION_REFUSED")) tell(`${page.url()}: ${message.text()}`); });
  page.on("pageerror", (error) => tell(`${page.url()}: ${error.message}`));
}
