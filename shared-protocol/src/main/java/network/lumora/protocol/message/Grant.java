package network.lumora.protocol.message;

import java.time.Duration;
import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/**
 * What a coordinator signs before bytes between two parties can be paid: who serves whom, for what,
 * and how much at most. The coordinator draws the pair; neither party chooses the other.
 *
 * @param provider whose bandwidth is used, and who is paid
 * @param receiver who signs first for what arrived
 * @param payer whose account pays
 * @param subjectSha256 digest of what is asked for: content root, task input, relay order,
 *     challenge
 * @param maxBytes both directions together
 * @param windowBytes how much moves, both directions together, before the receiver signs; at most
 *     {@link #MAX_WINDOW_BYTES}
 * @param linkId the provider's line in the coordinator's book
 * @param canaryCommitment hides whether this grant is a canary until the coordinator reveals it;
 *     every grant has one, so nobody can tell them apart
 */
public record Grant(
    String grantId,
    PublicKey coordinator,
    PublicKey provider,
    PublicKey receiver,
    PublicKey payer,
    TrafficKind kind,
    Sha256 subjectSha256,
    Bytes maxBytes,
    Bytes windowBytes,
    String linkId,
    Sha256 canaryCommitment,
    Instant notBefore,
    Instant notAfter)
    implements Statement {
  /** 512 KiB: what a receipt costs stays below 0.2 % of it. */
  public static final long MAX_WINDOW_BYTES = 524_288;

  /** Below one packet a window would be all receipt. */
  public static final long MIN_WINDOW_BYTES = 1_024;

  /** A longer session gets a new grant, so that who serves whom is drawn again. */
  public static final Duration MAX_TIME = Duration.ofHours(24);

  public Grant {
    Text.requireId("grantId", grantId);
    Text.requireId("linkId", linkId);
    Text.requireRange("maxBytes", maxBytes.count(), 1, Long.MAX_VALUE);
    Text.requireRange("windowBytes", windowBytes.count(), MIN_WINDOW_BYTES, MAX_WINDOW_BYTES);
    if (!notAfter.isAfter(notBefore) || notAfter.isAfter(notBefore.plus(MAX_TIME))) {
      throw new IllegalArgumentException("notAfter is not within a day after notBefore");
    }
  }
}
