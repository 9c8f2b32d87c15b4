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
import network.lumora.protocol.wire.DocumentCodec;

/** Checks that a checkpoint signed by the coordinator commits to an entry. Thread-safe. */
final class Inclusion {
  private final PublicKey coordinator;
  private final DocumentCodec documents = new DocumentCodec();

  Inclusion(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  void require(Envelope envelope, Logged logged) throws ProtocolException {
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
