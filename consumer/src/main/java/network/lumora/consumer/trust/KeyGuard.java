package network.lumora.consumer.trust;

import java.io.IOException;
import network.lumora.protocol.identity.PublicKey;

/** Agrees to the key that a coordinator shows, or refuses to go on. */
@FunctionalInterface
public interface KeyGuard {
  void check(PublicKey shown) throws IOException;
}
