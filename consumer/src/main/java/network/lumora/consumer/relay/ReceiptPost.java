package network.lumora.consumer.relay;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.SessionReceipts;
import org.jspecify.annotations.Nullable;

/**
 * Brings the newest receipt of a relay to the coordinator: it stands for all before. Thread-safe.
 */
final class ReceiptPost implements Consumer<Envelope> {
  private final RelayOffice office;
  private final Consumer<String> log;
  private final RefusedWords words = new RefusedWords();
  private @Nullable Envelope newest;

  /**
   * @param log told in words what went wrong
   */
  ReceiptPost(RelayOffice office, Consumer<String> log) {
    this.office = office;
    this.log = log;
  }

  @Override
  public synchronized void accept(Envelope receipt) {
    newest = receipt;
  }

  /** What could not be sent is sent next time, unless a newer one has come. */
  private synchronized void putBack(Envelope receipt) {
    if (newest == null) {
      newest = receipt;
    }
  }

  private synchronized @Nullable Envelope take() {
    var taken = newest;
    newest = null;
    return taken;
  }

  /** The agent brings the same one, if it lives. */
  void send() {
    var receipt = take();
    if (receipt != null) {
      try {
        var refused = office.receipts(new SessionReceipts(List.of(receipt))).refused();
        refused.forEach(each -> words.news(each).ifPresent(log));
      } catch (IOException e) {
        putBack(receipt);
        log.accept("a receipt did not reach the coordinator: " + e.getMessage());
      } catch (ProtocolException e) {
        log.accept("a receipt did not reach the coordinator: " + e.getMessage());
      }
    }
  }
}
