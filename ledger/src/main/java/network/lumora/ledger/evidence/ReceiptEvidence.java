package network.lumora.ledger.evidence;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Checks, offline, that a receipt stands: both parties signed it, and a checkpoint signed by the
 * coordinator commits to it. Immutable, thread-safe.
 */
public final class ReceiptEvidence {
  private final PublicKey coordinator;
  private final StatementCodec statements = new StatementCodec();

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
    new Inclusion(coordinator).require(envelope, logged);
    return receipt;
  }
}
