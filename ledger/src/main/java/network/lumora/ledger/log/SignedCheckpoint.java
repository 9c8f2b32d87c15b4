package network.lumora.ledger.log;

import network.lumora.protocol.identity.Signer;

/** A checkpoint and the note that was signed over it. */
public record SignedCheckpoint(Checkpoint checkpoint, Note note) {

  public static SignedCheckpoint of(Checkpoint checkpoint, Signer signer) {
    return new SignedCheckpoint(checkpoint, checkpoint.sign(signer));
  }
}
