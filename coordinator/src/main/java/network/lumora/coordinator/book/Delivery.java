package network.lumora.coordinator.book;

import java.util.OptionalLong;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToAgent.UnpaidReason;

/**
 * What came of one delivery.
 *
 * @param payloadSha256 digest of the receipt's payload as the agent sent it
 */
public record Delivery(PublicKey agent, long sequence, Sha256 payloadSha256, Fate fate) {

  /** How it was judged. */
  public sealed interface Fate {}

  /**
   * It counts.
   *
   * @param receipt with both signatures
   * @param index where it is in the log, if it is
   */
  public record Counted(Envelope receipt, OptionalLong index) implements Fate {}

  /** It does not. */
  public record Unpaid(UnpaidReason reason, String detail) implements Fate {}
}
