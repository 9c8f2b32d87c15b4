package network.lumora.agent.link;

import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;

/**
 * How the connection is, for people.
 *
 * @param word connecting, connected, waiting, resting, draining, refused or stopped
 */
public record LinkState(String word, String detail, Optional<PublicKey> coordinator) {
  static LinkState of(String word, String detail) {
    return new LinkState(word, detail, Optional.empty());
  }
}
