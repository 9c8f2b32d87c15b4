package network.lumora.consumer.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import network.lumora.consumer.audit.LogReader;
import network.lumora.consumer.open.ResultSink;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.DestinationEntry;
import network.lumora.protocol.message.DestinationProof;
import network.lumora.protocol.message.DestinationRequest;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.PaidSessions;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RelayInvitation;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;
import network.lumora.protocol.message.StatedBalances;

/**
 * One coordinator, as a consumer asks it. One thread.
 *
 * <p>Every call throws a {@link ProtocolException} for what the coordinator refuses or breaks and
 * an {@link IOException} for what the world does, after some attempts.
 */
public interface Coordinator extends LogReader, Closeable {

  /**
   * What one request for results brought.
   *
   * @param lines that were handed on
   * @param cut the connection ended before the answer did
   */
  record Batch(int lines, boolean cut) {}

  /** The key that the coordinator shows now. */
  PublicKey key() throws IOException, ProtocolException;

  /** Places an order; the same again changes nothing. */
  OrderStatus place(OrderRequest order) throws IOException, ProtocolException;

  OrderStatus status(String orderId) throws IOException, ProtocolException;

  /** Cancels; what is settled stays. */
  OrderStatus cancel(String orderId) throws IOException, ProtocolException;

  /**
   * Hands on each status until the stream ends, which it also does without the order being over.
   */
  void events(String orderId, Consumer<OrderStatus> statuses) throws IOException, ProtocolException;

  /** Hands on the results after a cursor, as many as the coordinator gives at once. */
  Batch results(String orderId, long after, ResultSink sink) throws IOException, ProtocolException;

  /** What the coordinator says the balances are. */
  StatedBalances balances() throws IOException, ProtocolException;

  /** An agent for a relay. */
  RelayPlace relay(RelayRequest request) throws IOException, ProtocolException;

  /** Waits until somebody calls; empty if nobody does for a while. */
  Optional<RelayInvitation> invitation() throws IOException, ProtocolException;

  /** Receipts of windows, and which of them count; the same again change nothing. */
  ReceiptsTaken receipts(SessionReceipts receipts) throws IOException, ProtocolException;

  /** What both ends of our newest relays have signed. */
  PaidSessions relays() throws IOException, ProtocolException;

  /** What the owner of a site publishes there. */
  DestinationProof destination(DestinationRequest request) throws IOException, ProtocolException;

  /** Lets the coordinator look whether it is there. */
  DestinationEntry check(DestinationRequest request) throws IOException, ProtocolException;

  @Override
  void close();
}
