import de from "../../_locales/de";
import en from "../../_locales/en";
import type { ProblemCode } from "./problem";

export type MessageKey = keyof typeof en;
/** The part of a key before `_one` and `_other`. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never;
export type Values = Readonly<Record<string, string | number>>;
type Messages = Readonly<Record<MessageKey, string>>;

/** The languages that users are offered, each by its own name. */
export const languages = { en: "English", de: "Deutsch" } as const;

/** For tests: longer words with accents, and the same from right to left. */
const PSEUDO = "en-XA";
const PSEUDO_RIGHT_TO_LEFT = "ar-XB";

const words: Readonly<Record<string, Messages>> = { en, de };

/** The words and the way of writing of one language. */
export class Language {
  private constructor(readonly locale: string, private readonly messages: Messages, readonly direction: "ltr" | "rtl") {}

  /** The wanted language, or the nearest that we have words for, else English. */
  static of(wanted: string): Language {
    if (wanted === PSEUDO) return new Language("en", pseudo(en), "ltr");
    if (wanted === PSEUDO_RIGHT_TO_LEFT) return new Language("en", pseudo(en), "rtl");
    const base = wanted.split("-")[0] ?? "en";
    const messages = words[base];
    return messages === undefined ? new Language("en", en, "ltr") : new Language(wanted, messages, "ltr");
  }

  readonly t = (key: MessageKey, values: Values = {}): string => filled(this.messages[key], values);

  /** Chooses `key_one` or `key_other` by the number, which fills `{count}`. */
  readonly plural = (key: PluralKey, count: number, values: Values = {}): string => {
    const form = new Intl.PluralRules(this.locale).select(count) === "one" ? "one" : "other";
    const chosen = `${key}_${form}` as MessageKey;
    return this.t(chosen, { count: new Intl.NumberFormat(this.locale).format(count), ...values });
  };

  /** Words for a code of the agent: `state_RUNNING`. A code that we do not know is shown as it came. */
  readonly code = (family: string, code: string): string => {
    const key = `${family}_${code}`;
    return key in this.messages ? this.messages[key as MessageKey] : code;
  };

  readonly problemTitle = (code: ProblemCode): string => this.code("problem", code);
  readonly problemHelp = (code: ProblemCode): string => this.code("problemHelp", code);
}

export const browserLanguage = (): string => chrome.i18n.getUILanguage();

function filled(message: string, values: Values): string {
  return message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const accents: Readonly<Record<string, string>> = { a: "å", e: "é", i: "î", o: "ö", u: "û", A: "Å", E: "É", I: "Î", O: "Ö", U: "Û", c: "ç", n: "ñ" };

/** Every word with accents, a third longer and in brackets: what is not translated or does not fit is seen. */
function pseudo(messages: Messages): Messages {
  const lengthened = (text: string): string => {
    const accented = text.split(/(\{\w+\})/).map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter)));
    return `[${accented.join("")}${" ~".repeat(Math.ceil(text.length / 6))}]`;
  };
  return Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, lengthened(text)])) as Messages;
}
