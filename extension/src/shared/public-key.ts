import { fromBase64Url, type Bytes } from "./bytes";

const PREFIX = "ed25519:";

/** Reads the agent's text form of an Ed25519 public key: `ed25519:` and 43 characters of base64url. */
export function publicKeyBytes(text: string): Bytes {
  const bytes = text.startsWith(PREFIX) ? fromBase64Url(text.slice(PREFIX.length)) : new Uint8Array();
  if (bytes.length !== 32) throw new SyntaxError("not a key: expected ed25519: and 43 characters of base64url");
  return bytes;
}

/** Enough to tell keys apart on a screen, never to identify one. */
export const abbreviated = (key: string): string => key.slice(PREFIX.length, PREFIX.length + 8);
