package network.lumora.protocol.message;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;

/**
 * What an agent signs to have its line challenged: its half of the draw of challengers.
 *
 * <p>The coordinator has committed to its own half before it sees this one, and the agent gives its
 * half without knowing the other: neither can choose who is drawn.
 *
 * @param commitment digest of the coordinator's secret
 * @param candidatesSha256 of those from whom challengers are drawn
 * @param nonce the agent's half
 */
public record ProverConsent(
    String challengeId,
    PublicKey agent,
    PublicKey coordinator,
    ChallengeDirection direction,
    Sha256 commitment,
    Sha256 candidatesSha256,
    String nonce)
    implements Statement {
  public ProverConsent {
    Text.requireId("challengeId", challengeId);
    Text.requireId("nonce", nonce);
  }
}
