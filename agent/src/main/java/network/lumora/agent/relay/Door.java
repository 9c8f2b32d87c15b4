package network.lumora.agent.relay;

import java.time.Instant;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.wire.StatementCodec;

/**
 * A destination that its owner has opened, as its coordinator has signed. Immutable. Whether its
 * addresses may be dialled is the guard's to say.
 */
public record Door(OpenedDestination entry) {
  /**
   * @throws ProtocolException if {@code coordinator} has not signed it or is not the one it names
   */
  public static Door read(Envelope envelope, PublicKey coordinator) throws ProtocolException {
    var entry = new StatementCodec().read(envelope, OpenedDestination.class);
    if (!entry.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the destination names another coordinator than ours");
    }
    envelope.requireSignatureOf(coordinator);
    return new Door(entry);
  }

  /** The only target of a stream that leads here: {@code host:443}. */
  public String target() {
    return entry.host() + ":" + OpenedDestination.PORT;
  }

  /**
   * Why a stream may not go out here; empty if it may.
   *
   * @param wanted the stream's target
   * @param consumer who wants it
   * @param consented whether the host has agreed to open doors
   */
  public Optional<Closed> closedFor(
      String wanted, PublicKey consumer, boolean consented, Instant now) {
    if (!consented) {
      return Optional.of(Closed.NOT_CONSENTED);
    }
    if (!wanted.equals(target())) {
      return Optional.of(Closed.NOT_OPENED);
    }
    if (now.isBefore(entry.provenAt()) || !now.isBefore(entry.notAfter())) {
      return Optional.of(Closed.EXPIRED);
    }
    return entry.owner().equals(consumer) ? Optional.empty() : Optional.of(Closed.OTHER_OWNER);
  }

  /** Why these first bytes may not go out here; empty if they may, or are not all there. */
  public Optional<Closed> closedFor(ServerName name) {
    return switch (name) {
      case ServerName.NotYet() -> Optional.empty();
      case ServerName.Is(String host) ->
          host.equals(entry.host()) ? Optional.empty() : Optional.of(Closed.OTHER_NAME);
      case ServerName.Refused _ -> Optional.of(Closed.NO_NAME);
    };
  }
}
