package network.lumora.proof.receipt;

import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.ProverAck;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.wire.StatementCodec;

/**
 * A slot's receipt: what its challenger has recorded and its prover confirmed, both signed. It is
 * the only window of its session.
 */
public record SignedSlot(SlotRecord record, Envelope challenger, Envelope prover) {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  /**
   * Checks that both ends of the slot's grant have signed the same bytes.
   *
   * @throws ProtocolException BAD_SIGNATURE, or CONFLICT if the two, or one and the grant, differ
   */
  public static SignedSlot check(Terms terms, Envelope challenger, Envelope prover)
      throws ProtocolException {
    var record = STATEMENTS.read(challenger, SlotRecord.class);
    challenger.requireSignatureOf(terms.receiver());
    var ack = STATEMENTS.read(prover, ProverAck.class);
    prover.requireSignatureOf(terms.provider());
    if (!isOf(terms, record) || !ack.equals(confirmation(record))) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "challenger and prover have not signed the same slot");
    }
    return new SignedSlot(record, challenger, prover);
  }

  private static boolean isOf(Terms terms, SlotRecord record) {
    return terms.kind() == TrafficKind.CHALLENGE
        && terms.grantId().equals(record.challengeId() + "/" + record.slot())
        && terms.provider().equals(record.prover())
        && terms.receiver().equals(record.challenger())
        && record.bytes().compareTo(terms.maxBytes()) <= 0;
  }

  /** What a prover signs that agrees. */
  public static ProverAck confirmation(SlotRecord record) {
    return new ProverAck(
        record.challengeId(),
        record.slot(),
        record.direction(),
        record.prover(),
        record.challenger(),
        record.bytes(),
        record.transcript());
  }
}
