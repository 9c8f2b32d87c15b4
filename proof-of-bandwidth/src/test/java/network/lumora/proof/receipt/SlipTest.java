package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;

class SlipTest {
  private final Pair pair = new Pair(3);
  private final SignedWindow window =
      pair.signed(pair.next(Head.of(pair.terms), 524_288, Pair.times(0, 42)));

  @Test
  void givesTheEnvelopeBackByteForByte() throws Exception {
    var slip = Slip.write(window.envelope());

    var read = Slip.read(slip, List.of(pair.receiver.publicKey(), pair.provider.publicKey()));
    assertThat(read).isEqualTo(window.envelope());
    Signatures.requireBoth(read, pair.terms);
  }

  @Test
  void costsLessThanAFifthOfAPercentOfAFullWindow() {
    assertThat(Slip.write(window.envelope()).length).isLessThan(Pair.WINDOW / 500);
  }

  @Test
  void takesAnyBytesWithoutHarm() {
    var signers = List.of(pair.receiver.publicKey());
    var random = new Random(7);
    var slip = Slip.write(window.envelope());
    for (int i = 0; i < 20_000; i++) {
      var bytes = i % 2 == 0 ? new byte[random.nextInt(2_000)] : slip.clone();
      if (i % 2 == 0) {
        random.nextBytes(bytes);
      } else {
        bytes[random.nextInt(2)] = (byte) random.nextInt();
      }
      readOrRefuse(bytes, signers);
    }
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Slip.read(new byte[1], signers));
  }

  private static void readOrRefuse(
      byte[] bytes, List<network.lumora.protocol.identity.PublicKey> signers) {
    try {
      assertThat(Slip.read(bytes, signers).signatures()).hasSize(1);
    } catch (ProtocolException e) {
      assertThat(e).hasMessageStartingWith("not a receipt");
    }
  }
}
