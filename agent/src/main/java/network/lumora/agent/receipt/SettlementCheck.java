package network.lumora.agent.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import network.lumora.ledger.evidence.ReceiptEvidence;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Note;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/** Judges a settlement against our own receipt, the coordinator's key and its log. Immutable. */
public final class SettlementCheck {
  private final PublicKey agent;
  private final PublicKey coordinator;

  public SettlementCheck(PublicKey agent, PublicKey coordinator) {
    this.agent = agent;
    this.coordinator = coordinator;
  }

  /**
   * Checks what needs no memory: both signatures, our name and sequence, the proof, the checkpoint.
   *
   * @throws ProtocolException naming the first thing that does not hold
   */
  public void requireGenuine(SettledReceipt settled) throws ProtocolException {
    var receipt = new ReceiptEvidence(coordinator).verify(settled.envelope(), settled.logged());
    if (!receipt.agent().equals(agent)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the receipt is another agent's");
    }
    if (receipt.sequence() != settled.sequence()) {
      throw new ProtocolException(
          ErrorCode.CONFLICT,
          "the receipt has sequence " + receipt.sequence() + ", not " + settled.sequence());
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
