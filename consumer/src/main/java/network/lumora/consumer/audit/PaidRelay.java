package network.lumora.consumer.audit;

import java.util.OptionalLong;
import network.lumora.ledger.evidence.SessionEvidence;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.PaidSession;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;

/**
 * A relay that we pay for, as both ends have signed it.
 *
 * @param signed the newest receipt
 * @param logged what of it the public log holds
 * @param index where, empty if it is not there yet
 */
public record PaidRelay(Grant grant, WindowReceipt signed, Bytes logged, OptionalLong index) {
  /**
   * Checks every signature, and the proof that the log holds it.
   *
   * @param own who pays
   * @throws ProtocolException naming the first thing that does not hold
   */
  public static PaidRelay check(PaidSession session, PublicKey own, PublicKey coordinator)
      throws ProtocolException {
    var evidence = new SessionEvidence(coordinator);
    var newest = evidence.signed(session.grant(), session.receipt());
    requireOwn(newest.grant(), own);
    var entry = session.entry();
    var logged = session.logged();
    if (entry == null || logged == null) {
      return new PaidRelay(newest.grant(), newest.receipt(), Bytes.NONE, OptionalLong.empty());
    }
    var counted = evidence.verify(entry, logged);
    if (!counted.grant().equals(newest.grant())) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the log's entry is of another relay");
    }
    return new PaidRelay(
        newest.grant(),
        newest.receipt(),
        bytes(counted.receipt()),
        OptionalLong.of(logged.index()));
  }

  private static void requireOwn(Grant grant, PublicKey own) throws ProtocolException {
    if (!grant.payer().equals(own)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the relay is paid by somebody else");
    }
  }

  /** Both directions. */
  public Bytes bytes() {
    return bytes(signed);
  }

  private static Bytes bytes(WindowReceipt receipt) {
    return receipt.up().plus(receipt.down());
  }
}
