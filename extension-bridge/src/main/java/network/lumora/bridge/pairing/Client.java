package network.lumora.bridge.pairing;

import java.time.Instant;
import java.util.List;
import network.lumora.bridge.guard.Scope;
import org.jspecify.annotations.Nullable;

/** A paired browser, as the host sees it. */
public record Client(
    String id,
    String name,
    String origin,
    List<Scope> scopes,
    Instant pairedAt,
    @Nullable Instant lastUsedAt,
    Instant expiresAt) {
  public Client {
    scopes = List.copyOf(scopes);
  }
}
