// Mozilla's own check of dist/firefox:  npm run build && npm run lint:store     (fetches 86 MB the first time)
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.mjs";

const folder = join(root, "scripts/store-lint");
const run = (program, ...words) => spawnSync(program, words, { stdio: "inherit", cwd: folder }).status ?? 1;
if (!existsSync(join(folder, "node_modules")) && run("npm", "ci") !== 0) process.exit(1);
process.exit(run("npx", "web-ext", "lint", "--no-config-discovery", "-s", join(root, "dist/firefox")));
