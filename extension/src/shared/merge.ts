/** Plain JSON of a document that two people may change at once. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Both have changed this, differently. @property path such as "limits.perDay" */
export interface Conflict { path: string; mine: unknown; theirs: unknown }

/** @property merged theirs, with what only we have changed; where both did, theirs */
export interface Merge<T> { merged: T; conflicts: Conflict[]; theirChanges: string[] }

/** Brings together two changes of one document. Lists are taken whole. */
export function merge<T extends object>(base: T, mine: T, theirs: T): Merge<T> {
  const conflicts: Conflict[] = [];
  const theirChanges: string[] = [];
  const merged = mergeAt("", base as Json, mine as Json, theirs as Json, conflicts, theirChanges);
  return { merged: merged as T, conflicts, theirChanges };
}

function mergeAt(path: string, base: Json, mine: Json, theirs: Json, conflicts: Conflict[], theirChanges: string[]): Json {
  if (isObject(base) && isObject(mine) && isObject(theirs)) {
    const names = Object.keys({ ...base, ...mine, ...theirs });
    const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
    const entries = names.map((name) => [name, mergeAt(at(name), base[name] ?? null, mine[name] ?? null, theirs[name] ?? null, conflicts, theirChanges)]);
    return Object.fromEntries(entries) as Json;
  }
  if (same(theirs, base)) return mine;
  theirChanges.push(path);
  if (!same(mine, base) && !same(mine, theirs)) conflicts.push({ path, mine, theirs });
  return theirs;
}

/** The document with one value put at a path. */
export function withValue<T extends object>(document: T, path: string, value: unknown): T {
  const [name, ...rest] = path.split(".");
  const members = document as Record<string, unknown>;
  const inner = rest.length === 0 ? value : withValue(members[name ?? ""] as object, rest.join("."), value);
  return { ...members, [name ?? ""]: inner } as T;
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const isObject = (value: Json): value is { readonly [name: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);
