package network.lumora.protocol.relay;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.RelayAnswer;
import network.lumora.protocol.message.RelayCall;
import network.lumora.protocol.seal.FrameSecret;
import network.lumora.protocol.seal.FrameSecret.End;
import network.lumora.protocol.seal.KeyLife;
import network.lumora.protocol.seal.SealBrokenException;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.wire.StatementCodec;

/**
 * The caller's side of agreeing on the keys of one passage. Immutable.
 *
 * <p>The caller's key is made for this call alone, and the secret is sealed to it with another that
 * the callee makes: with both forgotten, nobody who learns an identity key later opens the frames.
 * Each end knows the other by its signature: the callee's is on the answer, and only who made the
 * call's key can open that.
 */
public final class Call {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  private final PublicKey callee;
  private final SealKey key;
  private final Envelope envelope;

  private Call(PublicKey callee, SealKey key, Envelope envelope) {
    this.callee = callee;
    this.key = key;
    this.envelope = envelope;
  }

  /**
   * @param passage larger than for any call of this conversation before
   */
  public static Call place(
      String conversationId, long passage, PublicKey callee, Sha256 grantSha256, Signer caller) {
    var key = SealKey.generate();
    var call =
        new RelayCall(
            conversationId, passage, caller.publicKey(), callee, grantSha256, key.publicKey());
    return new Call(callee, key, STATEMENTS.sign(call, caller));
  }

  /** What the callee gets. */
  public Envelope envelope() {
    return envelope;
  }

  /**
   * @throws ProtocolException if it is not this callee's answer to this call
   */
  public PassageKeys answered(Envelope answer, KeyLife life) throws ProtocolException {
    var statement = STATEMENTS.read(answer, RelayAnswer.class);
    answer.requireSignatureOf(callee);
    var call = Sha256.of(envelope.payload());
    if (!statement.callee().equals(callee) || !statement.callSha256().equals(call)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the answer is to another call");
    }
    var secret = open(statement, call);
    var binding = PassageKeys.binding(call, Sha256.of(answer.payload()));
    return new PassageKeys(
        secret.sealer(End.CALLER, binding, life), secret.opener(End.CALLEE, binding, life));
  }

  private FrameSecret open(RelayAnswer answer, Sha256 call) throws ProtocolException {
    try {
      return FrameSecret.open(key, answer.sealedSecret(), PassageKeys.context(call, callee));
    } catch (SealBrokenException e) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "the answer's secret is not sealed to this call", e);
    }
  }
}
