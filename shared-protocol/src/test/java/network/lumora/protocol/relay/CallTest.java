package network.lumora.protocol.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.RelayAnswer;
import network.lumora.protocol.seal.FrameSealer;
import network.lumora.protocol.seal.KeyLife;
import network.lumora.protocol.seal.SealBrokenException;
import network.lumora.protocol.wire.StatementCodec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallTest {
  private static final String CONVERSATION = "0123456789abcdef0123456789abcdef";
  private static final Sha256 GRANT = Sha256.of("grant");

  private final IdentityKey caller = IdentityKey.generate();
  private final IdentityKey callee = IdentityKey.generate();
  private final IdentityKey stranger = IdentityKey.generate();
  private final Call call = place(1);

  @Test
  void bothEndsHaveTheSameKeysInEachDirection() throws ProtocolException, SealBrokenException {
    var theirs = read(call).answer(callee, KeyLife.USUAL);
    var ours = call.answered(theirs.answer(), KeyLife.USUAL);

    assertThat(carry(ours, theirs.keys())).isEqualTo("a frame");
    assertThat(carry(theirs.keys(), ours)).isEqualTo("a frame");
  }

  @Test
  void anotherAnswerToTheSameCallHasOtherKeys() throws ProtocolException {
    var one = read(call).answer(callee, KeyLife.USUAL);
    var other = read(call).answer(callee, KeyLife.USUAL);
    var ours = call.answered(one.answer(), KeyLife.USUAL);

    assertThatThrownBy(() -> carry(ours, other.keys())).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void aCallCountsOnceAndForItsPartiesAndGrantOnly() throws ProtocolException {
    var received = read(place(3));
    received.requireFits(caller.publicKey(), GRANT, 2);

    assertFault(ErrorCode.REPLAYED, () -> received.requireFits(caller.publicKey(), GRANT, 3));
    assertFault(ErrorCode.CONFLICT, () -> received.requireFits(stranger.publicKey(), GRANT, 0));
    assertFault(
        ErrorCode.CONFLICT,
        () -> received.requireFits(caller.publicKey(), Sha256.of("another grant"), 0));
    assertFault(
        ErrorCode.NOT_FOUND, () -> ReceivedCall.read(call.envelope(), stranger.publicKey()));
  }

  @Test
  void aCallThatItsCallerHasNotSignedIsRefused() {
    var forged = Envelope.sign(call.envelope().payloadType(), call.envelope().payload(), stranger);

    assertFault(ErrorCode.BAD_SIGNATURE, () -> ReceivedCall.read(forged, callee.publicKey()));
  }

  @Test
  void anAnswerOfAnybodyElseIsRefused() throws ProtocolException {
    var theirs = read(call).answer(callee, KeyLife.USUAL).answer();
    var forged = Envelope.sign(theirs.payloadType(), theirs.payload(), stranger);
    var inTheMiddle = read(call).answer(stranger, KeyLife.USUAL).answer();
    var toAnother = read(place(2)).answer(callee, KeyLife.USUAL).answer();

    assertFault(ErrorCode.BAD_SIGNATURE, () -> call.answered(forged, KeyLife.USUAL));
    assertFault(ErrorCode.BAD_SIGNATURE, () -> call.answered(inTheMiddle, KeyLife.USUAL));
    assertFault(ErrorCode.CONFLICT, () -> call.answered(toAnother, KeyLife.USUAL));
  }

  @Test
  void anAnswerWhoseSecretIsForAnotherCallIsRefused() throws ProtocolException {
    var statements = new StatementCodec();
    var other = read(place(2)).answer(callee, KeyLife.USUAL).answer();
    var sealed = statements.read(other, RelayAnswer.class).sealedSecret();
    var mixed =
        statements.sign(
            new RelayAnswer(Sha256.of(call.envelope().payload()), callee.publicKey(), sealed),
            callee);

    assertFault(ErrorCode.CONFLICT, () -> call.answered(mixed, KeyLife.USUAL));
  }

  private Call place(long passage) {
    return Call.place(CONVERSATION, passage, callee.publicKey(), GRANT, caller);
  }

  private ReceivedCall read(Call placed) throws ProtocolException {
    return ReceivedCall.read(placed.envelope(), callee.publicKey());
  }

  private static void assertFault(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String carry(PassageKeys from, PassageKeys to) throws SealBrokenException {
    var frame = ByteBuffer.allocate(FrameSealer.MAX_FRAME_BYTES);
    from.sealer().seal(ByteBuffer.wrap("a frame".getBytes(UTF_8)), false, 0, frame);
    var plaintext = ByteBuffer.allocate(FrameSealer.MAX_PLAINTEXT_BYTES);
    to.opener().open(frame.flip(), plaintext);
    return new String(Arrays.copyOf(plaintext.array(), plaintext.position()), UTF_8);
  }
}
