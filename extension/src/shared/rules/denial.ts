import type { DenyKind, Rules } from "../api";

/** One "never again". */
export interface Denial { kind: DenyKind; value: string }

/** The rules as they are now, with one denial taken back to what stood before it. */
export function takenBack(now: Rules, before: Rules, { kind, value }: Denial): Rules {
  switch (kind) {
    case "SITE":
      return { ...now, sites: { ...now.sites, denied: restored(now.sites.denied, before.sites.denied, value) } };
    case "CATEGORY":
      return { ...now, categories: { denied: now.categories.denied.filter((one) => one !== value || before.categories.denied.includes(one)) } };
    case "COORDINATOR": {
      const old = before.coordinators.find(({ key }) => key === value);
      const others = now.coordinators.filter(({ key }) => key !== value);
      return { ...now, coordinators: old === undefined ? others : [...others, old] };
    }
  }
}

const restored = (now: readonly string[], before: readonly string[], value: string): string[] => now.filter((one) => one !== value || before.includes(one));

/** Whether the rules deny it already. */
export function isDenied(rules: Rules, { kind, value }: Denial): boolean {
  switch (kind) {
    case "SITE":
      return rules.sites.denied.includes(value);
    case "CATEGORY":
      return rules.categories.denied.some((one) => one === value);
    case "COORDINATOR":
      return rules.coordinators.some(({ key, trust }) => key === value && trust === "BLOCKED");
  }
}
