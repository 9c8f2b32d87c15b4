package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/** The sites whose owners want them to be reached through agents. */
public interface Destinations {

  /**
   * One of them.
   *
   * @param nonce of the proof that its owner publishes
   * @param askedAt when the nonce was given
   * @param entry what the coordinator signed when it saw the proof last; none before
   * @param seenAt when that was
   */
  record Destination(
      PublicKey owner,
      String host,
      String nonce,
      Instant askedAt,
      @Nullable Envelope entry,
      @Nullable Instant seenAt) {}

  Optional<Destination> find(PublicKey owner, String host) throws IOException;

  /** In place of what was kept of this owner and host. */
  void keep(Destination destination) throws IOException;

  int count(PublicKey owner) throws IOException;
}
