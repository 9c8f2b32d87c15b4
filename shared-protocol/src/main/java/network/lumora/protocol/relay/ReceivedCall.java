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
import network.lumora.protocol.wire.StatementCodec;

/** A call whose signature was checked, at its callee. */
public record ReceivedCall(RelayCall call, Sha256 payloadSha256) {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  /** The answer, and the keys under which its caller is awaited. */
  public record Answered(Envelope answer, PassageKeys keys) {}

  /**
   * @throws ProtocolException if it is no call, for somebody else, or not signed by its caller
   */
  public static ReceivedCall read(Envelope envelope, PublicKey callee) throws ProtocolException {
    var call = STATEMENTS.read(envelope, RelayCall.class);
    if (!call.callee().equals(callee)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "the call is for somebody else");
    }
    envelope.requireSignatureOf(call.caller());
    return new ReceivedCall(call, Sha256.of(envelope.payload()));
  }

  /**
   * @param caller who is awaited
   * @param grantSha256 of the grant under which the call came
   * @param newestPassage of this conversation; 0 if it begins
   * @throws ProtocolException if another calls, under another grant, or the call came before
   */
  public void requireFits(PublicKey caller, Sha256 grantSha256, long newestPassage)
      throws ProtocolException {
    if (!call.caller().equals(caller) || !call.grantSha256().equals(grantSha256)) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "the call is by another caller, or under another grant");
    }
    if (call.passage() <= newestPassage) {
      throw new ProtocolException(
          ErrorCode.REPLAYED,
          "a call for passage %d, expected was one after %d"
              .formatted(call.passage(), newestPassage));
    }
  }

  /** Makes a fresh secret; the passage before, if there was one, is over. */
  public Answered answer(Signer callee, KeyLife life) {
    var secret = FrameSecret.generate();
    var context = PassageKeys.context(payloadSha256, callee.publicKey());
    var answer =
        STATEMENTS.sign(
            new RelayAnswer(payloadSha256, callee.publicKey(), secret.sealTo(call.key(), context)),
            callee);
    var binding = PassageKeys.binding(payloadSha256, Sha256.of(answer.payload()));
    return new Answered(
        answer,
        new PassageKeys(
            secret.sealer(End.CALLEE, binding, life), secret.opener(End.CALLER, binding, life)));
  }
}
