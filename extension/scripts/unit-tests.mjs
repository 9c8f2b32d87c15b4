// Bundles test/*.test.ts(x) and runs them with node's own runner:  node scripts/unit-tests.mjs [name part]
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./build.mjs";

const wanted = process.argv[2] ?? "";
const tests = (await readdir(join(root, "test"))).filter((name) => /\.test\.tsx?$/.test(name) && name.includes(wanted)).sort();
const out = join(root, "node_modules/.cache/lumora-tests");
await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: tests.map((name) => `test/${name}`),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  loader: { ".css": "empty" },
  define: { PLATFORM: '"chromium"', "import.meta.dirname": JSON.stringify(join(root, "test")) },
  logLevel: "warning",
});
const files = tests.map((name) => join(out, name.replace(/\.tsx?$/, ".mjs")));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=dot", ...files], { stdio: "inherit", cwd: root });
process.exit(run.status ?? 1);
