import { concat, equal, sha256, type Bytes } from "./bytes";
import { bad, good, type Outcome } from "./outcome";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The leaf of an entry (RFC 6962 section 2.1). */
export function leafHash(entry: Bytes): Promise<Bytes> {
  return sha256(concat(LEAF, entry));
}

/** The node above two subtrees. */
export function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(concat(NODE, left, right));
}

/** @property path siblings from the leaf upwards */
export type InclusionProof = { index: number; treeSize: number; path: Bytes[] };

/** Climbs from the leaf to the root by RFC 9162 section 2.1.3.2. BigInt, for its shifts go beyond 32 bits. */
export async function checkInclusion(proof: InclusionProof, leaf: Bytes, root: Bytes): Promise<Outcome<null>> {
  const { index, treeSize } = proof;
  if (index >= treeSize) {
    return bad({ code: "NOT_IN_TREE", index, treeSize });
  }
  let node = BigInt(index);
  let last = BigInt(treeSize - 1);
  let hash = leaf;
  for (const sibling of proof.path) {
    if (last === 0n) {
      return bad({ code: "PATH_TOO_LONG" });
    }
    if (isOdd(node) || node === last) {
      hash = await nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) {
    return bad({ code: "PATH_TOO_SHORT" });
  }
  return equal(hash, root) ? good(null) : bad({ code: "OTHER_ROOT" });
}

function isOdd(number: bigint): boolean {
  return (number & 1n) === 1n;
}
