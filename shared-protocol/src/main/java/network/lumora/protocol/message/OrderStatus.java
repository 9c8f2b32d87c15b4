package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.units.Bytes;

/**
 * How far an order is.
 *
 * @param waiting pages that no agent works on now
 * @param working pages leased to agents
 * @param delivered bytes of sealed results so far
 * @param explanation for people: why it is where it is, and what happens next
 */
public record OrderStatus(
    String orderId,
    State state,
    int pages,
    int ok,
    int refused,
    int failed,
    int working,
    int waiting,
    Bytes delivered,
    Instant createdAt,
    String explanation) {

  /** The names are on the wire: add, never rename. */
  public enum State {
    OPEN,
    COMPLETE,
    CANCELLED
  }

  public int done() {
    return ok + refused + failed;
  }
}
