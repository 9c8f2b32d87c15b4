package network.lumora.agent.link;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key that a coordinator must show: the configured one, or the one it showed first. */
record KnownKey(CoordinatorAddress address, KeyPins pins, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(KnownKey.class);

  /** Empty until a coordinator has shown its key once. */
  Optional<PublicKey> expected() throws IOException {
    var configured = address.pinned();
    return configured.isPresent() ? configured : pins.at(address.toString());
  }

  /**
   * @throws RefusedException if it is another key than the expected one
   */
  void require(PublicKey shown) throws IOException {
    var expected = expected();
    if (expected.isEmpty()) {
      LOG.warn("first time at {}: its key {} is trusted from now on", address, shown);
    } else if (!expected.get().equals(shown)) {
      throw new RefusedException(
          "the coordinator shows another key than before: expected "
              + expected.get()
              + ", got "
              + shown
              + "; nothing is sent to it. If its operator confirms the new key, set it and start"
              + " the agent anew: lumora coordinator --coordinator-key "
              + shown);
    }
    remember(shown);
  }

  /** A configured key too: who verifies receipts asks which keys this agent has met. */
  private void remember(PublicKey shown) throws IOException {
    if (pins.at(address.toString()).isEmpty()) {
      pins.pin(address.toString(), shown, clock.instant());
    }
  }
}
