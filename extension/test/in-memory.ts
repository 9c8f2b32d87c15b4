import type { KeyValues } from "../src/shared/storage";

/** A browser's storage, as values and not as the same objects. */
export function inMemory(): KeyValues {
  const kept = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(kept.has(key) ? (JSON.parse(kept.get(key) ?? "null") as unknown) : undefined),
    set: (key, value) => { kept.set(key, JSON.stringify(value)); return Promise.resolve(); },
  };
}
