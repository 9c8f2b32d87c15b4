package network.lumora.proof.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import network.lumora.protocol.digest.Sha256;
import org.junit.jupiter.api.Test;

class KeystreamTest {
  private static final SlotKey KEY = new SlotKey("0f".repeat(32));

  private static byte[] payload(Keystream stream, int datagram) {
    var out = new byte[Keystream.PAYLOAD_BYTES];
    stream.write(datagram, out, 0);
    return out;
  }

  @Test
  void aDatagramIsTheSameInAnyOrder() {
    var inOrder = KEY.stream();
    var anyOrder = KEY.stream();
    var random = new Random(8);
    var first = new byte[50][];
    for (int i = 0; i < first.length; i++) {
      first[i] = payload(inOrder, i);
    }

    for (int i = 0; i < 500; i++) {
      int datagram = random.nextInt(first.length);
      assertThat(payload(anyOrder, datagram)).isEqualTo(first[datagram]);
    }
  }

  /**
   * NIST SP 800-38A F.5.5 has this key; its counter begins elsewhere, so this is our own vector.
   */
  @Test
  void isAesInCounterModeFromZero() {
    var key = new SlotKey("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");

    assertThat(HexFormat.of().formatHex(payload(key.stream(), 0), 0, 16))
        .isEqualTo("e568f68194cf76d6174d4cc04310a854");
  }

  @Test
  void cannotBeCompressed() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      for (int i = 0; i < 100; i++) {
        deflater.write(payload(KEY.stream(), i));
      }
    }

    assertThat(out.size()).isGreaterThan(100 * Keystream.PAYLOAD_BYTES);
  }

  @Test
  void anotherNonceOrKeyIsAnotherStream() {
    var streams =
        Stream.of(
                KEY.stream(), KEY.stream(1L), KEY.stream(2L), new SlotKey("1f".repeat(32)).stream())
            .map(stream -> Sha256.of(payload(stream, 0)));

    assertThat(streams).doesNotHaveDuplicates();
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> new SlotKey("0f".repeat(31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
  }
}
