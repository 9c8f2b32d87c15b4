import type { Hello } from "./api";
import { fromBase64, utf8 } from "./bytes";
import { publicKeyBytes } from "./public-key";
import { verifies } from "./verify/ed25519";

/** Whether the program on that port holds the key of the agent that we paired with: asked before it gets our token. */
export async function isSignedBy(agentKey: string, hello: Hello, nonce: string, port: number): Promise<boolean> {
  if (hello.signature === null) return false;
  try {
    return await verifies(publicKeyBytes(agentKey), utf8(`lumora-hello-v1\n${nonce}\n${port}\n`), fromBase64(hello.signature));
  } catch {
    return false;
  }
}
