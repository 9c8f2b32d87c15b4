package network.lumora.agent.challenge;

import network.lumora.proof.challenge.SlotValue;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;

/** How a slot ended for its challenger. */
public sealed interface SlotResult {

  /**
   * The line was measured.
   *
   * @param bytes of payload, all of which the transcript covers
   * @param minRttNanos the shortest way there and back that the prover let appear in the slot
   * @param startedNanos on the clock that drove the slot
   */
  record Measured(
      Bytes bytes, SlotValue value, Sha256 transcript, long minRttNanos, long startedNanos)
      implements SlotResult {}

  /** Nothing is proven by it. */
  record Failed(Fault fault, String detail) implements SlotResult {}

  /** Why nothing is proven. */
  enum Fault {
    /** The prover did not answer, or not to the end. */
    SILENT,
    /** The prover said that it had bytes which it did not have, or sent others than it should. */
    FORGED,
    /** One of the two was told to stop. */
    ABORTED
  }
}
