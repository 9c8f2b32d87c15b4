package network.lumora.consumer.open;

import java.nio.charset.StandardCharsets;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Says which part of some evidence is wrong, once it is known to be wrong. Immutable.
 *
 * <p>Whether it is wrong is for {@link network.lumora.ledger.evidence.ReceiptEvidence} alone.
 */
final class Diagnosis {
  private final PublicKey coordinator;
  private final StatementCodec statements = new StatementCodec();

  Diagnosis(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  FaultException of(Envelope envelope, Logged logged, ProtocolException refusal) {
    try {
      return ofReceipt(envelope, statements.read(envelope, Receipt.class), logged, refusal);
    } catch (ProtocolException unreadable) {
      return new FaultException(Where.RECEIPT, unreadable);
    }
  }

  /** If neither signature fits, it was the payload that changed rather than two signatures. */
  private FaultException ofReceipt(
      Envelope envelope, Receipt receipt, Logged logged, ProtocolException refusal) {
    boolean byAgent = isSignedBy(envelope, receipt.agent());
    boolean byCoordinator = isSignedBy(envelope, coordinator);
    if (!byAgent && !byCoordinator) {
      return new FaultException(
          Where.RECEIPT,
          "neither the agent's nor the coordinator's signature fits: the receipt was changed");
    }
    if (!byAgent) {
      return new FaultException(
          Where.AGENT_SIGNATURE,
          "the receipt has no valid signature of its agent " + receipt.agent().abbreviated());
    }
    if (!byCoordinator) {
      return new FaultException(
          Where.COORDINATOR_SIGNATURE,
          "the receipt has no valid signature of the coordinator " + coordinator.abbreviated());
    }
    if (!receipt.coordinator().equals(coordinator)) {
      return new FaultException(Where.PARTY, refusal);
    }
    return new FaultException(holdsCheckpoint(logged) ? Where.PROOF : Where.CHECKPOINT, refusal);
  }

  private static boolean isSignedBy(Envelope envelope, PublicKey key) {
    try {
      envelope.requireSignatureOf(key);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private boolean holdsCheckpoint(Logged logged) {
    try {
      var note = Note.parse(logged.checkpoint().getBytes(StandardCharsets.UTF_8));
      var origin = Checkpoint.parse(note.text()).origin();
      return Checkpoint.open(note, new NoteKey(origin, coordinator)).size() == logged.treeSize();
    } catch (ProtocolException | IllegalArgumentException e) {
      return false;
    }
  }
}
