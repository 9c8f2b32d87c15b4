package network.lumora.coordinator.challenge;

import java.util.List;
import java.util.Optional;
import network.lumora.proof.panel.Draw;
import network.lumora.proof.panel.Seed;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/**
 * What agents are asked before a challenge, and what they agree to.
 *
 * @param secret the coordinator's half of the draw
 */
record Invitation(
    String challengeId,
    PublicKey coordinator,
    ChallengeDirection direction,
    String secret,
    List<ChallengerCandidate> candidates) {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  ToAgent.ProveLine question(Bytes maxBytes) {
    return new ToAgent.ProveLine(
        challengeId, direction, Seed.commitment(secret), Draw.digest(candidates), maxBytes);
  }

  /** The agent's half of the draw; empty if it has not signed, or agreed to something else. */
  Optional<String> nonce(PublicKey agent, Envelope envelope) {
    try {
      var consent = STATEMENTS.read(envelope, ProverConsent.class);
      envelope.requireSignatureOf(agent);
      return Optional.of(consent)
          .filter(it -> it.equals(expected(agent, it.nonce())))
          .map(ProverConsent::nonce);
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private ProverConsent expected(PublicKey agent, String nonce) {
    return new ProverConsent(
        challengeId,
        agent,
        coordinator,
        direction,
        Seed.commitment(secret),
        Draw.digest(candidates),
        nonce);
  }
}
