import { fromBase64, fromHex, type Bytes } from "../bytes";

export { base64, concat, sha256, utf8, type Bytes } from "../bytes";

/** What strangers wrote: the bytes, or null when it is not in its one canonical spelling. */
export const readBase64 = (text: string): Bytes | null => orNull(fromBase64, text);

export const readHex = (text: string): Bytes | null => orNull(fromHex, text);

/** What a strict reader gives, or null where it throws. */
export function orNull(decode: (text: string) => Bytes, text: string): Bytes | null {
  try {
    return decode(text);
  } catch {
    return null;
  }
}

/** The text, or null for bytes that are not UTF-8. */
export function textOf(bytes: Bytes): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function equal(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
