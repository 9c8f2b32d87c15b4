package network.lumora.protocol.message;

import java.time.Duration;
import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;

/**
 * What a coordinator signs when the owner of a site has proven control of it and wants it to be
 * reached through agents: TLS to this name, port 443, and nothing else.
 *
 * @param owner who has proven control, and may have it reached
 * @param host a public name in lower-case ASCII without a dot at its end
 * @param provenAt when the coordinator saw the proof
 */
public record OpenedDestination(
    PublicKey coordinator,
    PublicKey owner,
    String host,
    ControlMethod method,
    Instant provenAt,
    Instant notAfter)
    implements Statement {
  public static final int PORT = 443;

  /** A site may change hands, so control is proven again each week. */
  public static final Duration MAX_TIME = Duration.ofDays(7);

  public OpenedDestination {
    Text.requireHost("host", host);
    if (!notAfter.isAfter(provenAt) || notAfter.isAfter(provenAt.plus(MAX_TIME))) {
      throw new IllegalArgumentException("notAfter is not within a week after provenAt");
    }
  }
}
