package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;

/** Who may order. */
public interface Consumers {

  /** Admits a consumer, or changes its name. */
  void admit(PublicKey key, String name, Instant now) throws IOException;

  boolean isAdmitted(PublicKey key) throws IOException;
}
