package network.lumora.coordinator.settle;

import network.lumora.proof.receipt.Counted;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.seal.Sealed;

/** A delivery that was looked at without the book. */
sealed interface Inspected {
  PublicKey agent();

  long sequence();

  Sha256 payloadSha256();

  /**
   * The agent signed this receipt.
   *
   * @param signed the receipt as the agent sent it
   * @param countersigned the receipt with the coordinator's signature too, which nobody sees before
   *     it counts
   */
  record Sound(
      PublicKey agent,
      Sha256 payloadSha256,
      Receipt receipt,
      Envelope signed,
      Envelope countersigned,
      Sealed sealed,
      Counted counted)
      implements Inspected {
    @Override
    public long sequence() {
      return receipt.sequence();
    }
  }

  /** No receipt of this agent, whatever the book says. */
  record Unsound(PublicKey agent, long sequence, Sha256 payloadSha256, String detail)
      implements Inspected {}
}
