package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.Pair;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;

class OneSidedTest {
  private final Pair pair = new Pair(7);
  private final StatementCodec statements = new StatementCodec();
  private final WindowReceipt receipt = pair.next(Head.of(pair.terms), 524_288, Pair.times(0, 42));
  private final Envelope honest = pair.signed(receipt).envelope();

  @Test
  void bothSignaturesInTheirOrderAreNeeded() {
    assertThat(OneSided.judge(honest, pair.terms)).isEmpty();
    finds(statements.sign(receipt, pair.provider));
    finds(statements.sign(receipt, pair.receiver));
    finds(statements.sign(receipt, pair.provider).countersign(pair.receiver));
    finds(statements.sign(receipt, pair.receiver).countersign(IdentityKey.generate()));
  }

  @Test
  void oneMoreByteThanTheOtherEndSignedIsFound() {
    var more = new String(honest.payload(), StandardCharsets.UTF_8).replace("524288", "524289");

    finds(
        new Envelope(
            honest.payloadType(), more.getBytes(StandardCharsets.UTF_8), honest.signatures()));
  }

  @Test
  void theSameBytesAsAnotherStatementAreFound() {
    finds(
        new Envelope(
            StatementCodec.payloadType(network.lumora.protocol.message.Grant.class),
            honest.payload(),
            honest.signatures()));
  }

  @Test
  void everyBitOfASignatureMatters() {
    for (int bit = 0; bit < 512; bit += 7) {
      var bytes = honest.signatures().get(1).bytes();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      finds(
          new Envelope(
              honest.payloadType(),
              honest.payload(),
              List.of(
                  honest.signatures().get(0), new Signature(pair.provider.publicKey(), bytes))));
    }
  }

  private void finds(Envelope receipt) {
    assertThat(OneSided.judge(receipt, pair.terms)).get().isInstanceOf(Finding.OneSided.class);
  }
}
