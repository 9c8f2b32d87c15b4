package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import network.lumora.protocol.identity.PublicKey;

/** Challengers whose slots told otherwise than those of the others. */
public interface Disagreements {
  /** One for each pair counts: a prover alone cannot bring a challenger down. */
  void add(PublicKey challenger, PublicKey prover, Instant now) throws IOException;

  /** Those that have disagreed over this many provers or more since then. */
  Set<PublicKey> over(int provers, Instant since) throws IOException;
}
