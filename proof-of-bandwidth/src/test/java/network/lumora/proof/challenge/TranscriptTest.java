package network.lumora.proof.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import network.lumora.protocol.digest.Sha256;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

  private static Sha256 of(byte[]... payloads) {
    var transcript = new Transcript();
    for (var payload : payloads) {
      transcript.add(payload, 0, payload.length);
    }
    return transcript.value();
  }

  @Test
  void beginsWithZerosAndChains() {
    var before = new byte[35];
    System.arraycopy(ONE, 0, before, 32, 3);

    assertThat(of()).isEqualTo(Sha256.fromBytes(new byte[32]));
    assertThat(of(ONE)).isEqualTo(Sha256.of(before));
  }

  @Test
  void tellsOrderRepetitionAndAbsence() {
    assertThat(new Sha256[] {of(ONE, TWO), of(TWO, ONE), of(ONE), of(TWO), of(ONE, TWO, TWO)})
        .doesNotHaveDuplicates();
    assertThat(of(ONE, TWO)).isEqualTo(of(ONE, TWO));
  }
}
