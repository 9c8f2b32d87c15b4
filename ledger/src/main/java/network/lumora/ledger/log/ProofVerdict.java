package network.lumora.ledger.log;

/** What checking a proof has shown. */
public sealed interface ProofVerdict {

  /** The proof shows what it claims. */
  record Proven() implements ProofVerdict {}

  /** The proof shows nothing; the reason is for people. */
  record Refuted(String reason) implements ProofVerdict {}

  default boolean proven() {
    return this instanceof Proven;
  }
}
