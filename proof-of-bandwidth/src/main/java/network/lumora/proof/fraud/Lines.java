package network.lumora.proof.fraud;

import java.io.IOException;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;

/** What challenges have shown of lines and of who is behind them. */
public interface Lines {
  /** What the line was proven to carry, if it was. */
  Optional<LineRate.Capacity> capacity(String linkId) throws IOException;

  /** Account and line of a key, as far as they are known. */
  SelfDealing.Party party(PublicKey key) throws IOException;

  /** Before any challenge. */
  static Lines unknown() {
    return new Lines() {
      @Override
      public Optional<LineRate.Capacity> capacity(String linkId) {
        return Optional.empty();
      }

      @Override
      public SelfDealing.Party party(PublicKey key) {
        return SelfDealing.Party.of(key);
      }
    };
  }
}
