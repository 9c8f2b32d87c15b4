import { fromHex } from "../bytes";
import { publicKeyBytes } from "../public-key";
import { equal, orNull, type Bytes } from "./bytes";

const SIGNATURE_BYTES = 64;

/** 2^255-19 and the order of the group, little-endian. */
const PRIME = fromHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
const ORDER = fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

/** The y-coordinates of the eight points of order 1, 2, 4 and 8, without the sign bit. */
const SMALL_ORDER = [
  fromHex("0000000000000000000000000000000000000000000000000000000000000000"),
  fromHex("0100000000000000000000000000000000000000000000000000000000000000"),
  fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
  fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
  fromHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
];

/** The 32 bytes of a key's text form, or null. */
export const keyBytes = (text: string): Bytes | null => orNull(publicKeyBytes, text);

/** A key in its one canonical encoding, not of small order; with another, anyone could sign anything. */
export function isUsable(key: Bytes): boolean {
  const y = key.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  return isBelow(y, PRIME) && SMALL_ORDER.every((small) => !equal(small, y));
}

function isBelow(number: Bytes, bound: Bytes): boolean {
  for (let i = bound.length - 1; i >= 0; i--) {
    const difference = (number[i] ?? 0) - (bound[i] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}

/**
 * Whether this is the key's signature over the message, by the rules that the agent and the coordinator have:
 * RFC 8032 section 5.1.7 with a canonical S and a usable key. What WebCrypto leaves open is checked here.
 */
export async function verifies(key: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES || !isBelow(signature.slice(32), ORDER) || !isUsable(key)) {
    return false;
  }
  try {
    return await crypto.subtle.verify("Ed25519", await imported(key), signature, message);
  } catch (refused) {
    if (refused instanceof DOMException && refused.name === "NotSupportedError") {
      throw refused;
    }
    return false;
  }
}

function imported(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
}

/** RFC 8032 section 7.1, test 2: a signature that every implementation accepts. */
const KNOWN_KEY = fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
const KNOWN_SIGNATURE = fromHex(
  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
);

/** Whether this browser verifies Ed25519 at all: Chromium from 137, Firefox from 129. */
export async function isSupported(): Promise<boolean> {
  try {
    return await verifies(KNOWN_KEY, Uint8Array.of(0x72), KNOWN_SIGNATURE);
  } catch {
    return false;
  }
}
