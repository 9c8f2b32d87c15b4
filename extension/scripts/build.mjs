// Builds dist/chromium and dist/firefox: unpacked extensions that a browser can load.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const platforms = ["chromium", "firefox"];

const readJson = async (path) => JSON.parse(await readFile(join(root, path), "utf8"));

export async function pageNames() {
  const entries = await readdir(join(root, "src/pages"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

/** The manifest of one browser: what all share, and what only it wants. */
export async function manifestOf(platform) {
  const { version } = await readJson("package.json");
  const shared = await readJson("src/manifest.json");
  const own = await readJson(`src/platform/${platform}/manifest.json`);
  return { ...shared, version, ...own };
}

const html = (title) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icons/lumora-32.png">
<link rel="stylesheet" href="main.css">
<script type="module" src="main.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;

const common = {
  bundle: true,
  format: "esm",
  target: ["chrome137", "firefox140"],
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "linked",
  logLevel: "warning",
  absWorkingDir: root,
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  minifySyntax: true,
  charset: "utf8",
};

async function buildPlatform(platform) {
  const out = join(root, "dist", platform);
  await rm(out, { recursive: true, force: true });
  const pages = await pageNames();
  const screens = ["popup", ...pages.map((page) => `pages/${page}`)];
  const define = { PLATFORM: JSON.stringify(platform) };
  await Promise.all([
    build({
      ...common,
      define,
      entryPoints: screens.map((screen) => ({ in: `src/${screen}/main.tsx`, out: `${screen}/main` })),
      outdir: out,
      splitting: true,
      chunkNames: "shared/[name]-[hash]",
    }),
    // One classic script: a service worker in Chromium, a background script in Firefox.
    build({ ...common, define, format: "iife", entryPoints: ["src/background/worker.ts"], outfile: join(out, "background/worker.js") }),
  ]);
  for (const screen of screens) {
    await writeFile(join(out, screen, "index.html"), html("Lumora"));
  }
  await writeFile(join(out, "manifest.json"), JSON.stringify(await manifestOf(platform), null, 2) + "\n");
  await cp(join(root, "icons"), join(out, "icons"), { recursive: true, filter: (path) => !path.endsWith(".svg") });
  await writeLocales(out);
  await cp(join(root, "THIRD-PARTY.md"), join(out, "THIRD-PARTY.md"));
}

/** The browser itself reads only the words of the manifest; the screens' words are in their bundles. */
async function writeLocales(out) {
  for (const locale of await readdir(join(root, "_locales"))) {
    const words = await readJson(`_locales/${locale}/manifest.json`);
    const messages = Object.fromEntries(Object.entries(words).map(([key, message]) => [key, { message }]));
    await mkdir(join(out, "_locales", locale), { recursive: true });
    await writeFile(join(out, "_locales", locale, "messages.json"), JSON.stringify(messages, null, 2) + "\n");
  }
}

export const buildAll = () => Promise.all(platforms.map(buildPlatform));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll();
  console.log("Built dist/chromium and dist/firefox.");
}
