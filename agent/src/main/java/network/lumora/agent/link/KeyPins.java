package network.lumora.agent.link;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;

/** Remembers which key a coordinator showed at an address the first time. */
public interface KeyPins {
  Optional<PublicKey> at(String address) throws IOException;

  /** Changes nothing at an address that has a key. */
  void pin(String address, PublicKey key, Instant now) throws IOException;
}
