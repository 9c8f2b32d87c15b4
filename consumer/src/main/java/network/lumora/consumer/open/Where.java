package network.lumora.consumer.open;

/**
 * Which part of a delivered page is not as it must be. The names are in files: add, never rename.
 */
public enum Where {
  /** The line is not a delivered page. */
  FORMAT,
  /** The page is not one of this order. */
  TASK,
  /** A page of this index came before. */
  DUPLICATE,
  /** The coordinator says it is settled and does not deliver it. */
  MISSING,
  /** The receipt's statement cannot be read, or none of its signatures fits it. */
  RECEIPT,
  /** The agent's signature on the receipt. */
  AGENT_SIGNATURE,
  /** The coordinator's signature on the receipt. */
  COORDINATOR_SIGNATURE,
  /** The receipt names another consumer or coordinator. */
  PARTY,
  /** The number of sealed bytes is not what the receipt says. */
  COUNT,
  /** The digest of the sealed bytes is not what the receipt says. */
  DIGEST,
  /** The checkpoint is not one that the coordinator signed for this log. */
  CHECKPOINT,
  /** The inclusion proof does not lead to the checkpoint's root. */
  PROOF,
  /** The sealed bytes do not open. */
  SEAL,
  /** What was sealed is no result, or contradicts its receipt. */
  CONTENT,
  /** The result is of another address than was ordered. */
  ADDRESS
}
