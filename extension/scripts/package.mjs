// Makes the zips for the stores from a fresh build; the same sources give the same bytes.
//   dist/lumora-chromium-<v>.zip, dist/lumora-firefox-<v>.zip, and dist/lumora-source-<v>.zip for AMO's reviewers
import { zipSync } from "fflate";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildAll, platforms, root } from "./build.mjs";

/** Zip counts from 1980 in local time; a fixed date says nothing of the machine. */
const MODIFIED = new Date(2026, 0, 1, 0, 0, 0);
const NOT_SOURCE = /(^|\/)(node_modules|dist)(\/|$)/;

async function filesIn(folder, leaveOut = /^$/) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return names.filter((name) => !leaveOut.test(name)).sort();
}

async function zip(name, folder, leaveOut) {
  const names = await filesIn(folder, leaveOut);
  const entries = await Promise.all(names.map(async (file) => [file, [new Uint8Array(await readFile(join(folder, file))), { mtime: MODIFIED, level: 9, os: 3, attrs: 0o100644 << 16 }]]));
  const bytes = zipSync(Object.fromEntries(entries));
  await writeFile(join(root, "dist", name), bytes);
  const digest = createHash("sha256").update(bytes).digest("hex");
  console.log(`dist/${name}  ${(bytes.length / 1000).toFixed(0)} kB  ${names.length} files  sha256 ${digest}`);
}

const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
await buildAll();
for (const platform of platforms) await zip(`lumora-${platform}-${version}.zip`, join(root, "dist", platform));
await zip(`lumora-source-${version}.zip`, root, NOT_SOURCE);
