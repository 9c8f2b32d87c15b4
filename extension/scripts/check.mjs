// What tsc cannot see: the manifest asks for nothing it may not, and the locales and the sources keep their promises.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { manifestOf, platforms, root } from "./build.mjs";

const faults = [];
const expect = (holds, fault) => { if (!holds) faults.push(fault); };
const equal = (actual, expected, what) => expect(JSON.stringify(actual) === JSON.stringify(expected), `${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`);

const ports = [17480, 17481, 17482, 17483].map((port) => `http://127.0.0.1:${port}`).join(" ");
const csp = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src ${ports}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
for (const platform of platforms) {
  const manifest = await manifestOf(platform);
  const at = `manifest of ${platform}`;
  equal(manifest.permissions, ["storage", "alarms"], `${at}, permissions`);
  equal(manifest.optional_permissions, ["idle"], `${at}, optional_permissions`);
  equal(manifest.optional_host_permissions, ["http://127.0.0.1/*"], `${at}, optional_host_permissions`);
  equal(manifest.content_security_policy, { extension_pages: csp }, `${at}, content_security_policy`);
  for (const forbidden of ["host_permissions", "content_scripts", "web_accessible_resources", "externally_connectable", "key", "update_url"]) {
    expect(!(forbidden in manifest), `${at}: ${forbidden} must not be there`);
  }
}
expect((await manifestOf("firefox")).browser_specific_settings?.gecko?.data_collection_permissions !== undefined, "manifest of firefox: data_collection_permissions is wanted from Firefox 140");

const locales = (await readdir(join(root, "_locales"))).sort();
const words = async (locale, file) => JSON.parse(await readFile(join(root, "_locales", locale, file), "utf8"));
const placeholders = (text) => [...text.matchAll(/\{\w+\}/g)].map(([each]) => each).sort().join(" ");
const source = (await Promise.all((await sources("src")).map((path) => readFile(path, "utf8")))).join("\n");
const homes = new Map();
for (const file of (await readdir(join(root, "_locales/en"))).filter((name) => name.endsWith(".json"))) {
  const english = await words("en", file);
  for (const key of file === "manifest.json" ? [] : Object.keys(english)) {
    expect(!homes.has(key), `_locales/en/${file}: ${key} is in ${homes.get(key)} too`);
    homes.set(key, file);
  }
  for (const locale of locales.filter((each) => each !== "en")) {
    const other = await words(locale, file);
    for (const key of new Set([...Object.keys(english), ...Object.keys(other)])) {
      expect(key in other, `_locales/${locale}/${file} lacks ${key}`);
      expect(key in english, `_locales/${locale}/${file} has ${key}, which English has not`);
      if (key in other && key in english) expect(placeholders(other[key]) === placeholders(english[key]), `_locales/${locale}/${file}: ${key} has other placeholders than in English`);
    }
  }
  if (file === "manifest.json") continue;
  for (const key of Object.keys(english)) expect(isUsed(key), `_locales/en/${file}: no source uses ${key}`);
}

for (const path of [...(await sources("src")), ...(await sources("test"))]) {
  const text = await readFile(path, "utf8");
  const name = path.slice(root.length + 1);
  expect(!/(:|<|\bas)\s*any\b/.test(text), `${name}: has any`);
  expect(!/@ts-(ignore|nocheck|expect-error)/.test(text), `${name}: silences the compiler`);
  expect(!/innerHTML|dangerouslySetInnerHTML|\beval\(|new Function\(|document\.write/.test(text), `${name}: makes code or HTML from text`);
  expect(!/\bTODO\b|\bFIXME\b/.test(text), `${name}: has a TODO`);
  if (name.startsWith("src/") && !name.startsWith("src/shared/")) {
    expect(!/[^:]\bfetch\(/.test(text), `${name}: only src/shared calls the network`);
  }
}
for (const path of await sources("src", ".css")) {
  const text = await readFile(path, "utf8");
  const name = path.slice(root.length + 1);
  if (!name.endsWith("tokens.css")) expect(!/#[0-9a-f]{3,8}\b/i.test(text), `${name}: has a colour of its own; colours live in tokens.css`);
  expect(!/(margin|padding|border|inset)-(left|right)\b|[^-](left|right):|text-align:\s*(left|right)/.test(text), `${name}: left and right break right-to-left languages; use inline-start and inline-end`);
}

const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
  expect(/^\d+\.\d+\.\d+$/.test(version), `package.json: ${name} is not pinned to one version but ${version}`);
}

/** A key is used by its name, or by a family such as `state_` that code() or a template completes. */
function isUsed(key) {
  const stem = key.replace(/_(one|other)$/, "");
  const family = key.slice(0, key.indexOf("_"));
  return source.includes(`"${key}"`) || source.includes(`"${stem}"`) || source.includes(`"${family}"`) || source.includes(`\`${family}_$`);
}

async function sources(folder, ...endings) {
  const wanted = endings.length === 0 ? [".ts", ".tsx"] : endings;
  const all = await readdir(join(root, folder), { recursive: true });
  return all.filter((name) => wanted.some((ending) => name.endsWith(ending))).map((name) => join(root, folder, name)).sort();
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log("Manifest, locales and sources keep their promises.");
