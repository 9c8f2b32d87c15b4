package network.lumora.agent.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchCodecTest {
  private static final long START = 1_795_000_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void readsWhatItWrote(int seed) throws IOException {
    var stretches = random(new Random(seed), 500);

    var bytes = StretchCodec.write(stretches);

    assertThat(StretchCodec.read(stretches.getFirst().start(), bytes)).isEqualTo(stretches);
  }

  @Test
  void nothingIsNoBytes() throws IOException {
    assertThat(StretchCodec.write(List.of())).isEmpty();
    assertThat(StretchCodec.read(START, new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14})
  void damageIsAnIoExceptionOrOtherStretchesNeverMore(int seed) {
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var bytes = StretchCodec.write(random(random, 20));
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(StretchCodec.read(START, bytes)).hasSizeLessThanOrEqualTo(bytes.length);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void aNumberWithoutEndIsDamage() {
    var endless = new byte[20];
    java.util.Arrays.fill(endless, (byte) 0xff);

    assertThatThrownBy(() -> StretchCodec.read(START, endless)).isInstanceOf(IOException.class);
  }

  @Test
  void aDayOfWorkWithoutRestTakesAMegabyte() {
    var random = new Random(7);
    var day = new ArrayList<Stretch>();
    for (int second = 0; second < 86_400; second++) {
      var own = new Flow(random.nextLong(40_000, 90_000), random.nextLong(300_000, 1_200_000));
      var other = new Flow(random.nextLong(0, 9_000), random.nextLong(0, 120_000));
      day.add(new Stretch(START + second, 1, own, other));
    }

    assertThat(StretchCodec.write(day)).hasSizeLessThan(1_100_000);
  }

  @Test
  void aDayOfRestTakesThirtyKilobytes() {
    var random = new Random(7);
    var day = new ArrayList<Stretch>();
    for (int second = 0; second < 86_400; second += 30) {
      var other = new Flow(random.nextLong(0, 90_000), random.nextLong(0, 1_200_000));
      day.add(new Stretch(START + second, 30, new Flow(200, 200), other));
    }

    assertThat(StretchCodec.write(day)).hasSizeLessThan(33_000);
  }

  static List<Stretch> random(Random random, int count) {
    var stretches = new ArrayList<Stretch>();
    long at = START;
    for (int i = 0; i < count; i++) {
      at += random.nextInt(4) == 0 ? random.nextInt(100_000) : 0;
      int seconds = random.nextInt(3) == 0 ? random.nextInt(1, Stretch.MAX_SECONDS + 1) : 1;
      var other = random.nextInt(3) == 0 ? null : flow(random);
      stretches.add(new Stretch(at, seconds, flow(random), other));
      at += seconds;
    }
    return stretches;
  }

  private static Flow flow(Random random) {
    int bits = random.nextInt(1, 50);
    return new Flow(random.nextLong(1L << bits), random.nextLong(1L << bits));
  }
}
