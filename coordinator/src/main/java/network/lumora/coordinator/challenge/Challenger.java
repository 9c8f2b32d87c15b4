package network.lumora.coordinator.challenge;

import java.util.OptionalDouble;
import network.lumora.coordinator.registry.Line;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/**
 * A connected agent that challenges others.
 *
 * @param host the IP address at which provers reach it
 * @param up what it can send
 * @param down what it can take
 * @param certificate that its WebSockets show; none if they are plain
 */
record Challenger(
    PublicKey key,
    Line line,
    String host,
    int port,
    BytesPerSecond up,
    BytesPerSecond down,
    @Nullable Sha256 certificate,
    boolean operatorRun,
    OptionalDouble roundTripMillis) {

  ChallengerCandidate candidate() {
    return new ChallengerCandidate(key, Network.wide(host), operatorRun);
  }

  /** What it can move for a prover in that direction. */
  BytesPerSecond reach(ChallengeDirection direction) {
    return switch (direction) {
      case DOWN -> up;
      case UP -> down;
    };
  }

  /** How long a message takes to it. */
  int wayMillis() {
    return (int) Math.min(1_000, Math.round(roundTripMillis.orElse(0) / 2));
  }
}
