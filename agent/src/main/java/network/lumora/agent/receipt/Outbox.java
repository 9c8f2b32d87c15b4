package network.lumora.agent.receipt;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.ToAgent.Balance;
import network.lumora.protocol.message.ToAgent.Unpaid;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** Keeps every delivery until it is settled, and the evidence after. Thread-safe, durable. */
public interface Outbox {
  /** A delivery that waits for its settlement may not fill the disk: further work is declined. */
  int MAX_WAITING = 1_000;

  /**
   * Stores body, receipt and journal row under the next sequence, all or nothing.
   *
   * @param connectMillis the round trip to the page's host, if one was measured
   * @param receipt signs the receipt for the sequence it is given
   */
  Delivery add(
      PublicKey coordinator,
      String leaseId,
      Sealed body,
      JournalEntry entry,
      @Nullable Integer connectMillis,
      LongFunction<Envelope> receipt)
      throws IOException;

  /** A row for work that made no receipt. */
  void note(JournalEntry entry, String why) throws IOException;

  /** A row for a relay; {@code why} while the log does not hold its receipt. */
  void noteSession(JournalEntry entry, String grantId, String why) throws IOException;

  /** The next delivery to send. */
  Optional<Delivery> firstAfter(PublicKey coordinator, long sequence) throws IOException;

  Optional<Delivery> find(PublicKey coordinator, long sequence) throws IOException;

  /** The leases whose deliveries come after {@code sequence}, at most {@code most}. */
  List<String> leasesAfter(PublicKey coordinator, long sequence, int most) throws IOException;

  /** Every delivery up to this sequence is settled. */
  long acknowledgedThrough(PublicKey coordinator) throws IOException;

  int waiting() throws IOException;

  /** The settled receipt of that sequence. */
  Optional<SettledReceipt> settled(PublicKey coordinator, long sequence) throws IOException;

  /** Moves the delivery to the settled receipts, with its evidence and the newest checkpoint. */
  void settle(Delivery delivery, SettledReceipt receipt, Instant now) throws IOException;

  /**
   * Keeps what the log holds of a session, and marks its row. The same again changes nothing.
   *
   * @param bytes all of it up to this receipt
   */
  void keepSession(SettledReceipt receipt, String grantId, Bytes bytes, Instant now)
      throws IOException;

  /** Removes the delivery; the journal says why it is not paid. */
  void close(PublicKey coordinator, Unpaid unpaid) throws IOException;

  /** Keeps a settlement that does not verify; the delivery stays. */
  void keepEvidence(
      PublicKey coordinator,
      long sequence,
      Envelope envelope,
      Logged logged,
      String reason,
      Instant now)
      throws IOException;

  /**
   * Keeps what the coordinator says this agent's account holds, in place of what it said before.
   */
  void keepBalance(PublicKey coordinator, Balance balance, Instant now) throws IOException;

  /** The largest checkpoint seen, a signed note. */
  Optional<String> newestCheckpoint(PublicKey coordinator) throws IOException;
}
