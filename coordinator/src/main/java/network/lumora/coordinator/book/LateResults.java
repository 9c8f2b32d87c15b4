package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.seal.Sealed;

/** Results that came when their task was over: unpaid, and only the newest are kept. */
public interface LateResults {

  /**
   * @param signed the receipt with the signature of its agent alone: with ours it could be paid
   */
  void keep(Receipt receipt, Envelope signed, Sealed sealed, Instant now) throws IOException;

  /** For one page, the newest first. */
  List<Late> of(String orderId, int page) throws IOException;

  /** One of them. */
  record Late(Envelope receipt, Sealed sealed, Instant receivedAt) {}
}
