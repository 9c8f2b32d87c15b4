package network.lumora.ledger.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.InclusionProof;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.log.ProofVerdict;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Checks, offline, that a receipt stands: both parties signed it, and a checkpoint signed by the
 * coordinator commits to it. Immutable, thread-safe.
 */
public final class ReceiptEvidence {
  private final PublicKey coordinator;
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();

  public ReceiptEvidence(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  /**
   * Gives the receipt if everything holds.
   *
   * @throws ProtocolException naming the first thing that does not: BAD_SIGNATURE for receipt or
   *     checkpoint, CONFLICT for a proof that leads elsewhere, MALFORMED for what cannot be read
   */
  public Receipt verify(Envelope envelope, Logged logged) throws ProtocolException {
    var receipt = statements.read(envelope, Receipt.class);
    if (!receipt.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the receipt is for another coordinator than ours");
    }
    envelope.requireSignatureOf(receipt.agent());
    envelope.requireSignatureOf(coordinator);
    requireLogged(envelope, logged);
    return receipt;
  }

  private void requireLogged(Envelope envelope, Logged logged) throws ProtocolException {
    var checkpoint = checkpoint(logged);
    if (checkpoint.size() != logged.treeSize()) {
      throw new ProtocolException(
          ErrorCode.CONFLICT,
          "the proof is for a log of %d entries, its checkpoint for %d"
              .formatted(logged.treeSize(), checkpoint.size()));
    }
    var proof = new InclusionProof(logged.index(), logged.treeSize(), hashes(logged.path()));
    var leaf = Hash.ofEntry(documents.writeBytes(envelope));
    if (proof.verify(leaf, checkpoint.root()) instanceof ProofVerdict.Refuted(var reason)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the inclusion proof fails: " + reason);
    }
  }

  /** The origin is the log's own word; the key is what makes it the coordinator's log. */
  private Checkpoint checkpoint(Logged logged) throws ProtocolException {
    var note = Note.parse(logged.checkpoint().getBytes(StandardCharsets.UTF_8));
    var origin = Checkpoint.parse(note.text()).origin();
    try {
      return Checkpoint.open(note, new NoteKey(origin, coordinator));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "the checkpoint's origin is no key name", e);
    }
  }

  private static List<Hash> hashes(List<Sha256> path) {
    return path.stream().map(digest -> Hash.of(digest.bytes())).toList();
  }
}
