package network.lumora.coordinator.book;

import java.time.Instant;
import java.util.OptionalLong;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * A challenge that gave a verdict.
 *
 * @param index its place in the public log, once it has one
 * @param entry the signed {@link LineProven}
 */
public record ProvenLine(
    String challengeId,
    PublicKey agent,
    ChallengeDirection direction,
    Instant endedAt,
    BytesPerSecond estimate,
    BytesPerSecond proven,
    LineGrade grade,
    String linkId,
    OptionalLong index,
    Envelope entry) {

  /** Before it is in the log. */
  public static ProvenLine of(LineProven stated, Envelope entry) {
    return new ProvenLine(
        stated.challengeId(),
        stated.agent(),
        stated.direction(),
        stated.endedAt(),
        stated.estimate(),
        stated.proven(),
        stated.grade(),
        stated.linkId(),
        OptionalLong.empty(),
        entry);
  }
}
