package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.seal.Sealed;

/** Deliveries of agents, each under the agent's own sequence. */
public interface Deliveries {
  Optional<Delivery> find(PublicKey agent, long sequence) throws IOException;

  /** Writes down a result that counts; gives the number by which {@link #setIndex} knows it. */
  long count(
      Receipt receipt,
      Sha256 payloadSha256,
      Sha256 policySha256,
      Envelope countersigned,
      Sealed sealed,
      Instant now)
      throws IOException;

  /** Writes down that a delivery is settled without pay. */
  void refuse(
      PublicKey agent,
      long sequence,
      Sha256 payloadSha256,
      UnpaidReason reason,
      String detail,
      Instant now)
      throws IOException;

  /** Writes down where the receipt is in the log. */
  void setIndex(long number, long index) throws IOException;

  /** Writes down that the log did not take the receipt. */
  void setRefused(long number, String detail) throws IOException;

  /** All deliveries of the agent up to this sequence are written down; 0 if none are. */
  long receivedThrough(PublicKey agent) throws IOException;

  /**
   * Takes the agent's word that all up to {@code sequence} is settled at its side: what was not
   * paid may be forgotten.
   */
  void acknowledge(PublicKey agent, long sequence) throws IOException;

  /** Deliveries of an agent after a sequence, in order. */
  List<Delivery> after(PublicKey agent, long sequence, int limit) throws IOException;

  /** Where results of an order are in the log, in order, after an index. */
  List<Long> logged(String orderId, long afterIndex, int limit) throws IOException;

  /** The result whose receipt is at an index of the log. */
  Result at(long index) throws IOException;

  /**
   * A result in the log.
   *
   * @param receipt with both signatures
   * @param policySha256 of the lease
   */
  record Result(int page, Envelope receipt, Sealed sealed, Sha256 policySha256) {}
}
