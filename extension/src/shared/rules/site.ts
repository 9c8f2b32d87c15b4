/** A list of sites may be this long; the agent refuses more. */
export const MOST_SITES = 2_000;
const MOST_CHARACTERS = 253;

/** The host that someone means who types or pastes a site, or null. A whole address is cut to its host. */
export function siteOf(text: string): string | null {
  const typed = text.trim().replace(/^\*\./, "");
  if (typed === "" || /\s/.test(typed)) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/\.$/, "") : "";
  return isName(host) ? host : null;
}

function isName(host: string): boolean {
  const labels = host.split(".");
  const isAddress = host.startsWith("[") || /^\d+(\.\d+){3}$/.test(host);
  return host.length <= MOST_CHARACTERS && labels.length >= 2 && !isAddress && labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
}

export interface Added { sites: string[]; added: string[]; already: string[]; malformed: string[] }

/** Puts what was typed or pasted, apart by spaces, commas or lines, into a list; sorted. */
export function withSites(sites: readonly string[], text: string): Added {
  const known = new Set(sites);
  const result: Added = { sites: [], added: [], already: [], malformed: [] };
  for (const word of text.split(/[\s,;]+/).filter((one) => one !== "")) {
    const site = siteOf(word);
    if (site === null) result.malformed.push(word);
    else if (known.has(site)) result.already.push(site);
    else {
      known.add(site);
      result.added.push(site);
    }
  }
  result.sites = [...known].sort();
  return result;
}

