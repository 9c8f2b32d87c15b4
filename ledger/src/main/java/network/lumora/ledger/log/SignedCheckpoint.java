package network.lumora.ledger.log;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Logged;

/** A checkpoint and the note that was signed over it. */
public record SignedCheckpoint(Checkpoint checkpoint, Note note) {

  public static SignedCheckpoint of(Checkpoint checkpoint, Signer signer) {
    return new SignedCheckpoint(checkpoint, checkpoint.sign(signer));
  }

  /**
   * The proof and this checkpoint as they are sent to whoever the entry concerns.
   *
   * @throws IllegalArgumentException if the proof is for another size than this checkpoint
   */
  public Logged evidence(InclusionProof proof) {
    if (proof.size() != checkpoint.size()) {
      throw new IllegalArgumentException(
          "the proof is for " + proof.size() + " entries, not " + checkpoint.size());
    }
    var path = proof.path().stream().map(hash -> Sha256.fromBytes(hash.bytes())).toList();
    return new Logged(proof.index(), proof.size(), path, note.toString());
  }
}
