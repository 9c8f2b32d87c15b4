package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The epoch that is open. */
public interface OpenEpoch {
  /** When its time began to run; empty if that was never written down. */
  Optional<Instant> begunAt() throws IOException;

  /** Lets its time begin anew; what counts in it stays. */
  void begin(Instant now) throws IOException;

  /** The one before ended at this index of the log. */
  void follow(long index, Instant now) throws IOException;

  /** Whether the log has something in it that earned, or will have once sessions are entered. */
  boolean hasContribution() throws IOException;
}
