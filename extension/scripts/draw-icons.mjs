// Draws icons/lumora-*.png from icons/lumora.svg with a Chromium; run it after changing the drawing.
import { chromium } from "playwright-core";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./build.mjs";

const svg = await readFile(join(root, "icons/lumora.svg"), "utf8");
const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(root, `icons/lumora-${size}.png`), omitBackground: true });
}
await browser.close();
