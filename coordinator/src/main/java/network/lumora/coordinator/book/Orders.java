package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.OrderHead;

/** Orders that consumers have placed. */
public interface Orders {

  /** Writes down a new order; it is {@link Order.Phase#ENTERING}. */
  void add(OrderHead head, Sha256 headSha256, Envelope signed, String instructions, Instant now)
      throws IOException;

  Optional<Order> find(String id) throws IOException;

  Optional<Order.Phase> phase(String id) throws IOException;

  /** The head as its consumer signed it. */
  Envelope head(String id) throws IOException;

  /** The JSON text of the instructions as it was posted. */
  String instructions(String id) throws IOException;

  /** A consumer's newest orders, the newest first. */
  List<Order> newest(PublicKey consumer, int limit) throws IOException;

  void setPhase(String id, Order.Phase phase) throws IOException;

  void setClosed(String id) throws IOException;

  /** Pages of a consumer that may still get a result. */
  long openPages(PublicKey consumer) throws IOException;

  /** Orders whose deadline has passed before they were over, the oldest first. */
  List<String> lapsed(Instant now, int limit) throws IOException;

  /** Some orders that are not over, the newest first. */
  List<Order> open(int limit) throws IOException;

  /** What is to be done in all orders. */
  Load load() throws IOException;

  /** Orders that are not over. */
  long openOrders() throws IOException;
}
