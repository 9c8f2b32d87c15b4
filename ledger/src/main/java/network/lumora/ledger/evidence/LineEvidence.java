package network.lumora.ledger.evidence;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Checks, offline, that a line's verdict stands: the coordinator signed it, and a checkpoint signed
 * by it commits to it. Whether it follows from its slots is for an audit. Immutable, thread-safe.
 */
public final class LineEvidence {
  private final PublicKey coordinator;
  private final StatementCodec statements = new StatementCodec();

  public LineEvidence(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  /**
   * Gives the verdict if everything holds.
   *
   * @param agent whose line it must be about
   * @throws ProtocolException naming the first thing that does not hold
   */
  public LineProven verify(Envelope envelope, Logged logged, PublicKey agent)
      throws ProtocolException {
    var proven = statements.read(envelope, LineProven.class);
    if (!proven.coordinator().equals(coordinator) || !proven.agent().equals(agent)) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the verdict is of another coordinator or line than ours");
    }
    envelope.requireSignatureOf(coordinator);
    new Inclusion(coordinator).require(envelope, logged);
    return proven;
  }
}
