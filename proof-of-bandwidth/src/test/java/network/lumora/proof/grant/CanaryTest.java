package network.lumora.proof.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CanaryTest {
  @Test
  void opensOnlyItsOwnCommitment() {
    var canary = new Canary(true, "00112233445566778899aabbccddeeff");

    assertThat(canary.opens(canary.commitment())).isTrue();
    assertThat(new Canary(false, canary.salt()).opens(canary.commitment())).isFalse();
  }

  @Test
  void drawsTwoOfAHundred() {
    var random = new Random(3);
    long marked = 0;
    for (int i = 0; i < 100_000; i++) {
      marked += Canary.draw(random).marked() ? 1 : 0;
    }
    assertThat(marked).isBetween(1_800L, 2_200L);
  }
}
