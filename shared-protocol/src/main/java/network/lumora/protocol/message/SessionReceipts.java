package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.envelope.Envelope;

/**
 * Receipts of windows, for the coordinator's book.
 *
 * @param receipts each a {@link WindowReceipt}
 */
public record SessionReceipts(List<Envelope> receipts) {
  /** What fits into one message. */
  public static final int MAX = 40;

  public SessionReceipts {
    Text.requireRange("number of receipts", receipts.size(), 1, MAX);
    receipts = List.copyOf(receipts);
  }
}
