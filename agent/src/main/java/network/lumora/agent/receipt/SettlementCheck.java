package network.lumora.agent.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import network.lumora.ledger.evidence.ReceiptEvidence;
import network.lumora.ledger.evidence.SessionEvidence;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Note;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/** Judges a settlement against our own receipt, the coordinator's key and its log. Immutable. */
public final class SettlementCheck {
  private final PublicKey agent;
  private final PublicKey coordinator;

  public SettlementCheck(PublicKey agent, PublicKey coordinator) {
    this.agent = agent;
    this.coordinator = coordinator;
  }

  /**
   * Checks what needs no memory: all signatures, our name and sequence, the proof, the checkpoint.
   *
   * @return how many bytes it is for
   * @throws ProtocolException naming the first thing that does not hold
   */
  public Bytes requireGenuine(SettledReceipt settled) throws ProtocolException {
    return settled.session() == null ? page(settled) : session(settled, settled.session());
  }

  private Bytes session(SettledReceipt settled, String grantId) throws ProtocolException {
    var signed = new SessionEvidence(coordinator).verify(settled.envelope(), settled.logged());
    requireOwn(signed.grant().provider());
    requireSequence(settled, signed.receipt().sequence());
    if (!signed.grant().grantId().equals(grantId)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the receipt is of another session");
    }
    return signed.receipt().up().plus(signed.receipt().down());
  }

  private Bytes page(SettledReceipt settled) throws ProtocolException {
    var receipt = new ReceiptEvidence(coordinator).verify(settled.envelope(), settled.logged());
    requireOwn(receipt.agent());
    requireSequence(settled, receipt.sequence());
    return receipt.delivered();
  }

  private void requireOwn(PublicKey provider) throws ProtocolException {
    if (!provider.equals(agent)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the receipt is another agent's");
    }
  }

  private static void requireSequence(SettledReceipt settled, long signed)
      throws ProtocolException {
    if (signed != settled.sequence()) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "the receipt has sequence " + signed + ", not " + settled.sequence());
    }
  }

  /** Checks that it is the receipt we signed, byte for byte. */
  void requireOurs(Envelope ours, Envelope theirs) throws ProtocolException {
    if (!ours.payloadType().equals(theirs.payloadType())
        || !Arrays.equals(ours.payload(), theirs.payload())) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "the receipt is not the one that this agent signed");
    }
  }

  /** Checks that the log is the one named at the start, and that it has not forked. */
  void requireSameLog(String note, String origin, Optional<String> newest)
      throws ProtocolException {
    var now = read(note);
    if (!now.origin().equals(origin)) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "the checkpoint is of the log " + now.origin() + ", not " + origin);
    }
    if (newest.isPresent()) {
      requireNoFork(read(newest.get()), now);
    }
  }

  private static void requireNoFork(Checkpoint before, Checkpoint now) throws ProtocolException {
    if (before.origin().equals(now.origin())
        && before.size() == now.size()
        && !before.root().equals(now.root())) {
      throw new ProtocolException(
          ErrorCode.CONFLICT,
          "the coordinator signed two logs of " + now.size() + " entries that differ");
    }
  }

  static Checkpoint read(String note) throws ProtocolException {
    return Checkpoint.parse(Note.parse(note.getBytes(StandardCharsets.UTF_8)).text());
  }

  /** How many entries the log had. */
  public static long size(String note) throws ProtocolException {
    return read(note).size();
  }
}
