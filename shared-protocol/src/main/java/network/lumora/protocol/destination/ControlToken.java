package network.lumora.protocol.destination;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.protocol.message.OpenedDestination;

/**
 * What the owner of a site publishes there to prove control of it. It binds site, owner and
 * coordinator, so that nobody else's proof serves, and a nonce, so that an old one does not.
 *
 * @param host as in {@link OpenedDestination}
 * @param nonce fresh from the coordinator
 * @param expiresAt when the coordinator looks no more
 */
public record ControlToken(
    PublicKey coordinator, PublicKey owner, String host, String nonce, Instant expiresAt) {
  private static final String NAME = "lumora-destination-v1";

  /** Where the TXT record is. */
  public String dnsName() {
    return "_lumora." + host;
  }

  /** Where the file is, over HTTPS and without a redirect. */
  public String path() {
    return "/.well-known/lumora-destination";
  }

  /**
   * {@code lumora-destination-v1=} and 64 hexadecimal digits: SHA-256 of {@code
   * lumora-destination-v1 LF host LF owner LF coordinator LF nonce LF}.
   */
  public String line() {
    return NAME
        + "="
        + Sha256.of(NAME + "\n" + host + "\n" + owner + "\n" + coordinator + "\n" + nonce + "\n");
  }

  /** What the coordinator signs once it has seen it. */
  public OpenedDestination opened(ControlMethod method, Instant now) {
    return new OpenedDestination(
        coordinator, owner, host, method, now, now.plus(OpenedDestination.MAX_TIME));
  }
}
