package network.lumora.ledger.evidence;

import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.receipt.Signatures;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Checks, offline, that what is told of a session stands: its coordinator has granted it, both of
 * its ends have signed the same bytes, and a checkpoint commits to it. Immutable, thread-safe.
 */
public final class SessionEvidence {
  private final PublicKey coordinator;
  private final StatementCodec statements = new StatementCodec();

  public SessionEvidence(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  /** What both ends of a grant have signed. */
  public record Signed(Grant grant, WindowReceipt receipt) {}

  /**
   * Gives what was signed if everything holds.
   *
   * @throws ProtocolException naming the first thing that does not hold
   */
  public Signed verify(Envelope entry, Logged logged) throws ProtocolException {
    var counted = statements.read(entry, SessionCounted.class);
    if (!counted.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the session is counted by another coordinator than ours");
    }
    entry.requireSignatureOf(coordinator);
    var signed = signed(counted.grant(), counted.receipt());
    new Inclusion(coordinator).require(entry, logged);
    return signed;
  }

  /**
   * Checks grant and receipt alone.
   *
   * @throws ProtocolException BAD_SIGNATURE, or CONFLICT if the receipt is of another grant
   */
  public Signed signed(Envelope grantEnvelope, Envelope receiptEnvelope) throws ProtocolException {
    var grant = SignedGrant.read(grantEnvelope, coordinator);
    Signatures.requireBoth(receiptEnvelope, grant.terms());
    var receipt = statements.read(receiptEnvelope, WindowReceipt.class);
    if (!receipt.grantId().equals(grant.grant().grantId())) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the receipt is of another grant");
    }
    return new Signed(grant.grant(), receipt);
  }
}
