package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/** What of sessions is in the public log, or on its way there. */
public interface SessionEntries {
  /** No further receipt is expected, since its provider says so. */
  void over(String grantId, PublicKey provider) throws IOException;

  /**
   * A session of which more is signed than the log was given.
   *
   * @param receipt the newest
   */
  record Due(String grantId, Envelope grant, Envelope receipt, long sequence, PublicKey provider) {}

  /** Those that are over, and those whose newest window ended before {@code quiet}. */
  List<Due> due(Instant quiet, int most) throws IOException;

  /** Gives the number of the entry. */
  long enter(Due due, Envelope entry) throws IOException;

  /** It is in the log at this index. */
  void setIndex(long number, long index) throws IOException;

  /** The log did not take it: it never counted. */
  void remove(long number) throws IOException;

  /** One in the log. */
  record InLog(long number, Envelope entry, long index) {}

  /** Empty if it is not in the log yet. */
  Optional<InLog> find(long number) throws IOException;

  /** Those of a provider that it has not stored, the oldest first. */
  List<InLog> toTell(PublicKey provider, long after, int most) throws IOException;

  /** The provider has stored what the log holds up to this receipt. */
  void kept(PublicKey provider, String grantId, long sequence) throws IOException;

  /**
   * A session of which a receipt counts.
   *
   * @param inLog the newest of it
   */
  record Paid(Envelope grant, Envelope receipt, Optional<InLog> inLog) {}

  /** Those of a payer, the newest first. */
  List<Paid> paidBy(PublicKey payer, int most) throws IOException;
}
