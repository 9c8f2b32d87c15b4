import { Format } from "./format";
import type { Language } from "./i18n";

/** What is written with: words and numbers in the user's language. */
export interface Words {
  t: Language["t"];
  plural: Language["plural"];
  code: Language["code"];
  problemTitle: Language["problemTitle"];
  problemHelp: Language["problemHelp"];
  locale: string;
  direction: "ltr" | "rtl";
  format: Format;
}

export function wordsIn(language: Language, now?: () => Date): Words {
  const { t, plural, code, problemTitle, problemHelp, locale, direction } = language;
  return { t, plural, code, problemTitle, problemHelp, locale, direction, format: new Format(locale, now) };
}
