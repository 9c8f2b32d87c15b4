package network.lumora.proof.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class SlotShapeTest {
  private static SlotShape shape(long rate, int millis) {
    return SlotShape.ofMillis(new BytesPerSecond(rate), millis, Carrier.UDP_IPV4);
  }

  @Test
  void sendsTheBytesOfItsRateAndTheExcessWithinItsDuration() {
    var random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      var shape = shape(300_000 + random.nextInt(130_000_000), 20 + random.nextInt(200));
      long last = shape.dueNanos(shape.datagrams() - 1);

      assertThat(last).isLessThanOrEqualTo(shape.durationNanos());
      if (shape.datagrams() < SlotShape.MAX_DATAGRAMS) {
        double bytes = shape.rate().count() * (shape.durationNanos() / 1e9) + shape.excessBytes();
        assertThat((double) shape.datagrams() * 1_428).isCloseTo(bytes, within(1_428.0));
      }
    }
  }

  @Test
  void datagramsComeInTheirOrder() {
    var shape = shape(12_500_000, 90);
    for (int i = 1; i < shape.datagrams(); i++) {
      assertThat(shape.dueNanos(i)).isGreaterThan(shape.dueNanos(i - 1));
    }
    assertThat(shape.dueNanos(0)).isZero();
  }

  @Test
  void theExcessIsAheadBeforeTheQuarterThatDoesNotCountIsOver() {
    for (long rate : new long[] {625_000, 1_250_000, 12_500_000, 62_500_000}) {
      var shape = shape(rate, 90);
      long quarter = shape.durationNanos() / 4;
      int sent = 0;
      while (shape.dueNanos(sent) <= quarter) {
        sent++;
      }

      assertThat((double) sent * 1_428)
          .isGreaterThanOrEqualTo(rate * (quarter / 1e9) + shape.excessBytes() - 1);
    }
  }

  @Test
  void neverTakesMoreMemoryThanItMay() {
    assertThat(shape(1_000_000_000, 10_000).datagrams()).isEqualTo(SlotShape.MAX_DATAGRAMS);
    assertThat(shape(1, 1).datagrams()).isEqualTo(1);
  }

  @Test
  void refusesARateOrTimeThatIsNone() {
    assertThatThrownBy(() -> shape(0, 90)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shape(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shape(1, 10_001)).isInstanceOf(IllegalArgumentException.class);
  }
}
