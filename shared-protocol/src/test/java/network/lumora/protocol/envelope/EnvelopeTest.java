package network.lumora.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final String TYPE = "http://example.com/HelloWorld";
  private static final byte[] PAYLOAD = "hello world".getBytes(StandardCharsets.UTF_8);

  private final IdentityKey agent = IdentityKey.generate();
  private final IdentityKey coordinator = IdentityKey.generate();

  /** github.com/secure-systems-lab/dsse, protocol.md, test vectors. */
  @Test
  void signsTheEncodingThatDssePublishes() {
    var recorder = new RecordingSigner(agent);

    Envelope.sign(TYPE, PAYLOAD, recorder).countersign(new RecordingSigner(coordinator));

    assertThat(recorder.signed)
        .containsExactly("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void countsBytesAndNotCharacters() {
    var recorder = new RecordingSigner(agent);

    Envelope.sign("é", "ü".getBytes(StandardCharsets.UTF_8), recorder);
    Envelope.sign("", new byte[0], recorder);

    assertThat(recorder.signed).containsExactly("DSSEv1 2 é 2 ü", "DSSEv1 0  0 ");
  }

  @Test
  void provesBothSignatures() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, agent).countersign(coordinator);

    assertThat(envelope.payload()).isEqualTo(PAYLOAD);
    assertThat(envelope.payloadType()).isEqualTo(TYPE);
    assertThat(envelope.signatures())
        .extracting(Signature::key)
        .containsExactly(agent.publicKey(), coordinator.publicKey());
    assertThatCode(() -> envelope.requireSignatureOf(agent.publicKey())).doesNotThrowAnyException();
    assertThatCode(() -> envelope.requireSignatureOf(coordinator.publicKey()))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAKeyThatHasNotSigned() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, agent);

    refuses(envelope, coordinator.publicKey(), "no signature of");
  }

  @Test
  void refusesASignatureUnderAnotherName() {
    var signature = Envelope.sign(TYPE, PAYLOAD, agent).signatures().getFirst().bytes();
    var claimed = List.of(new Signature(coordinator.publicKey(), signature));

    refuses(new Envelope(TYPE, PAYLOAD, claimed), coordinator.publicKey(), "does not verify");
  }

  @Test
  void refusesAChangeOfAnyBitOfPayloadOrType() {
    var signatures = Envelope.sign(TYPE, PAYLOAD, agent).signatures();
    for (int bit = 0; bit < PAYLOAD.length * 8; bit++) {
      var changed = PAYLOAD.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      refuses(new Envelope(TYPE, changed, signatures), agent.publicKey(), "does not verify");
    }
    for (int i = 0; i < TYPE.length(); i++) {
      var changed = new StringBuilder(TYPE);
      changed.setCharAt(i, '~');
      refuses(
          new Envelope(changed.toString(), PAYLOAD, signatures),
          agent.publicKey(),
          "does not verify");
    }
  }

  @Test
  void refusesBytesMovedBetweenTypeAndPayload() {
    var signatures = Envelope.sign("ab", "cd".getBytes(StandardCharsets.UTF_8), agent).signatures();
    var moved = new Envelope("abc", "d".getBytes(StandardCharsets.UTF_8), signatures);

    refuses(moved, agent.publicKey(), "does not verify");
  }

  @Test
  void refusesTwoSignaturesByOneKeyAndMoreThanFour() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, agent);

    assertThatThrownBy(() -> envelope.countersign(agent))
        .isInstanceOf(IllegalArgumentException.class);
    var full = envelope;
    for (int i = 0; i < 3; i++) {
      full = full.countersign(IdentityKey.generate());
    }
    var four = full;
    assertThatThrownBy(() -> four.countersign(coordinator))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalsOneWithTheSameContent() {
    var envelope = Envelope.sign(TYPE, PAYLOAD, agent);

    assertThat(new Envelope(TYPE, PAYLOAD, envelope.signatures()))
        .isEqualTo(envelope)
        .hasSameHashCodeAs(envelope);
    assertThat(envelope.countersign(coordinator)).isNotEqualTo(envelope);
  }

  @Test
  void keepsItsOwnCopyOfThePayload() {
    var payload = PAYLOAD.clone();
    var envelope = Envelope.sign(TYPE, payload, agent);
    payload[0] = 'j';
    envelope.payload()[1] = 'j';

    assertThat(envelope.payload()).isEqualTo(PAYLOAD);
  }

  private static void refuses(Envelope envelope, PublicKey key, String why) {
    assertThatThrownBy(() -> envelope.requireSignatureOf(key))
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SIGNATURE));
  }

  /** Remembers what it was asked to sign. */
  private static final class RecordingSigner implements Signer {
    private final Signer signer;
    private final List<String> signed = new ArrayList<>();

    RecordingSigner(Signer signer) {
      this.signer = signer;
    }

    @Override
    public PublicKey publicKey() {
      return signer.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      signed.add(new String(message, StandardCharsets.UTF_8));
      return signer.sign(message);
    }
  }
}
