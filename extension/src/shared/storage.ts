/** What a browser keeps for the extension; tests keep it in a map. */
export interface KeyValues {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

const area = (name: "local" | "session"): KeyValues => ({
  get: async (key) => (await chrome.storage[name].get(key))[key],
  set: (key, value) => chrome.storage[name].set({ [key]: value }),
});

/** On disk, in the browser's profile. */
export const localStorageArea: KeyValues = area("local");
/** In memory, until the browser ends. */
export const sessionStorageArea: KeyValues = area("session");

/** What pairing gave: enough to find the agent again, to know it, and to speak to it. */
export interface Pairing { agentName: string; agentKey: string; token: string; clientId: string; port: number; pairedAt: string }

export type Theme = "AUTO" | "LIGHT" | "DARK";

export interface Preferences {
  /** A locale that we have words for, or AUTO for the browser's own. */
  language: string;
  theme: Theme;
  /** Whether this browser tells the agent that its user is active. */
  hints: boolean;
  /** Simulated numbers instead of an agent. */
  demo: boolean;
}

/** That the user has agreed to what the extension itself does. */
export interface Disclosure { version: number; agreedAt: string }

/** Counted up whenever the extension's own words change what is agreed to. */
export const DISCLOSURE_VERSION = 1;

const defaults: Preferences = { language: "AUTO", theme: "AUTO", hints: false, demo: false };

/** All that the extension keeps. */
export class Keepsakes {
  constructor(private readonly kept: KeyValues = localStorageArea) {}

  async preferences(): Promise<Preferences> {
    return { ...defaults, ...((await this.kept.get("preferences")) as Partial<Preferences> | undefined) };
  }

  async prefer(changed: Partial<Preferences>): Promise<Preferences> {
    const preferences = { ...(await this.preferences()), ...changed };
    await this.kept.set("preferences", preferences);
    return preferences;
  }

  async pairing(): Promise<Pairing | null> {
    return ((await this.kept.get("pairing")) as Pairing | null | undefined) ?? null;
  }

  keepPairing(pairing: Pairing | null): Promise<void> {
    return this.kept.set("pairing", pairing);
  }

  /** The user's agreement to the present words; an older one does not count. */
  async disclosure(): Promise<Disclosure | null> {
    const given = (await this.kept.get("disclosure")) as Disclosure | null | undefined;
    return given?.version === DISCLOSURE_VERSION ? given : null;
  }

  agreeToDisclosure(at: Date): Promise<void> {
    return this.kept.set("disclosure", { version: DISCLOSURE_VERSION, agreedAt: at.toISOString() } satisfies Disclosure);
  }
}
