package network.lumora.coordinator.challenge;

import java.util.List;
import java.util.Set;
import network.lumora.proof.line.JointChallenge;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.units.Bytes;

/** How a joint challenge ended. */
sealed interface JointEnd {
  /** Bytes over the provers' lines, roughly. */
  Bytes moved();

  /**
   * All slots are there.
   *
   * @param turns in the order of the agents' keys
   */
  record Measured(
      String challengeId,
      String secret,
      List<ChallengerCandidate> candidates,
      List<Turn> turns,
      Bytes moved)
      implements JointEnd {

    List<PublicKey> agents() {
      return turns.stream().map(turn -> turn.result.agent()).toList();
    }

    List<JointChallenge.Turn> results() {
      return turns.stream().map(Turn::result).toList();
    }
  }

  /** One agent's, with what was signed of it. */
  record Turn(
      JointChallenge.Turn result, Envelope consent, PublicKey challenger, Envelope record) {}

  /** These did not take part to the end. */
  record Absent(Set<PublicKey> who, Bytes moved) implements JointEnd {}

  /** Something else was missing; said for people. */
  record Failed(String detail, Bytes moved) implements JointEnd {}
}
