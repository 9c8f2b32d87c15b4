package network.lumora.proof.receipt;

/** Where a session is on its way to be paid. */
public enum Phase {
  /** The coordinator has signed the grant; nothing has moved. */
  GRANTED,
  /** Windows are signed by both ends. */
  OPEN,
  /** No window follows. */
  CLOSED,
  /** Its last receipt is with the coordinator. */
  SUBMITTED,
  /** Signatures, chain, grant and rate hold. */
  VERIFIED,
  /** It waits for cross-checks and canaries. */
  HELD,
  /** Nothing was found; the next payment has it. */
  PAYABLE,
  PAID,
  /** Something was found; a person or a rule decides. */
  DISPUTED,
  /** Nobody came for it in time. */
  EXPIRED
}
