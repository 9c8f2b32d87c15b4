package network.lumora.protocol.message;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/**
 * What a prover signs after a slot: the bytes as it saw them.
 *
 * @param transcript SHA-256 over every byte of payload in the order in which it came or was sent
 */
public record ProverAck(
    String challengeId,
    int slot,
    ChallengeDirection direction,
    PublicKey prover,
    PublicKey challenger,
    Bytes bytes,
    Sha256 transcript)
    implements Statement {
  public ProverAck {
    Text.requireId("challengeId", challengeId);
    Text.requireSlot(slot);
  }
}
