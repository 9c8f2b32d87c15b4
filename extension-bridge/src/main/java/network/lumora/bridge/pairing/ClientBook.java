package network.lumora.bridge.pairing;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.digest.Sha256;

/** All that is kept of paired clients; no token is in it. */
public record ClientBook(List<Entry> clients, List<Gone> gone) {
  public static final ClientBook EMPTY = new ClientBook(List.of(), List.of());

  public ClientBook {
    clients = List.copyOf(clients);
    gone = List.copyOf(gone);
  }

  /**
   * @param token the digest of its token
   */
  public record Entry(Client client, Sha256 token) {}

  /** A token that was revoked; remembered so that its client learns why it is refused. */
  public record Gone(Sha256 token, String origin, Instant at) {}
}
