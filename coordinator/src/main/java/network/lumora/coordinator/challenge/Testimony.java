package network.lumora.coordinator.challenge;

import java.util.Optional;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ProverAck;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.wire.StatementCodec;

/** What both ends of a slot have signed, and whether it fits together. Immutable. */
record Testimony(
    String challengeId, PublicKey prover, ChallengeDirection direction, SlotPath path) {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  /** The challenger's record, if it is of this slot and rightly signed. */
  Optional<SlotRecord> record(Seat seat, Envelope envelope) {
    try {
      var record = STATEMENTS.read(envelope, SlotRecord.class);
      envelope.requireSignatureOf(seat.challenger().key());
      return Optional.of(record).filter(it -> isOf(seat, it));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private boolean isOf(Seat seat, SlotRecord record) {
    return record.challengeId().equals(challengeId)
        && record.slot() == seat.slot()
        && record.direction() == direction
        && record.path() == path
        && record.prover().equals(prover)
        && record.challenger().equals(seat.challenger().key());
  }

  /** Whether the prover stands by the bytes of the record. */
  boolean isConfirmed(Seat seat, SlotRecord record, Envelope envelope) {
    try {
      var ack = STATEMENTS.read(envelope, ProverAck.class);
      envelope.requireSignatureOf(prover);
      return ack.equals(
          new ProverAck(
              challengeId,
              seat.slot(),
              direction,
              prover,
              seat.challenger().key(),
              record.bytes(),
              record.transcript()));
    } catch (ProtocolException e) {
      return false;
    }
  }
}
