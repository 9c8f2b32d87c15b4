package network.lumora.agent.work;

import java.io.IOException;
import java.time.Instant;

/** Remembers leases, so that none is worked on twice. Thread-safe, durable. */
public interface SeenLeases {
  /** Whether it is new; it is not from now on. */
  boolean isNew(String leaseId, Instant expiresAt, Instant now) throws IOException;
}
