package network.lumora.proof.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class LowerBoundTest {
  private static final BytesPerSecond NOTHING = new BytesPerSecond(0);
  private static final long SECOND = 1_000_000_000;
  private static final int DATAGRAM = 1_428;

  @Test
  void aBurstAndTheWayAreTakenOff() {
    var bound = new LowerBound(SECOND / 50, NOTHING);

    assertThat(bound.of(1_065_536, SECOND + SECOND / 50)).isEqualTo(new BytesPerSecond(1_000_000));
  }

  @Test
  void theWayIsCreditedWithATenthAtMost() {
    var bound = new LowerBound(SECOND, NOTHING);

    assertThat(bound.of(965_536, SECOND)).isEqualTo(new BytesPerSecond(1_000_000));
  }

  @Test
  void whatWasProvenBeforeNeedsNoBurst() {
    var before = new BytesPerSecond(1_200_000);
    var bound = new LowerBound(0, before);

    assertThat(bound.of(125_000, SECOND / 10)).isEqualTo(before);
    assertThat(bound.of(110_000, SECOND / 10)).isEqualTo(new BytesPerSecond(1_100_000));
  }

  @Test
  void moreThanWasProvenBeforeIsChargedWithTheBurst() {
    var bound = new LowerBound(0, new BytesPerSecond(1_200_000));

    assertThat(bound.of(10_000_000, SECOND)).isEqualTo(new BytesPerSecond(9_934_464));
  }

  @Test
  void isZeroWhenNoMoreThanABurstCame() {
    assertThat(new LowerBound(0, NOTHING).of(65_536, SECOND)).isEqualTo(NOTHING);
    assertThat(new LowerBound(0, NOTHING).of(65_536, 0)).isEqualTo(NOTHING);
  }

  @Test
  void growsWithBytesAndShrinksWithTime() {
    var random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      var bound =
          new LowerBound(random.nextInt(50_000_000), new BytesPerSecond(random.nextInt(1 << 24)));
      long bytes = random.nextInt(10_000_000);
      long nanos = 1L + random.nextInt(1_000_000_000);

      assertThat(bound.of(bytes + 1_000, nanos)).isGreaterThanOrEqualTo(bound.of(bytes, nanos));
      assertThat(bound.of(bytes, nanos + 1_000)).isLessThanOrEqualTo(bound.of(bytes, nanos));
    }
  }

  /** Delay, reorder or compress: a prover can only choose when, after it came, it acknowledges. */
  @Test
  void noScheduleOfAcknowledgementsInflatesALineByMoreThanItsWay() {
    var random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      double rate = 600_000 + random.nextDouble() * 60_000_000;
      long burst = random.nextInt((int) LowerBound.BURST_BYTES + 1);
      long rtt = random.nextInt(30_000_000);
      long believed = random.nextBoolean() ? rtt : random.nextInt(200_000_000);
      int datagrams = 50 + random.nextInt(900);
      var acks = adversary(random, rate, burst, rtt, datagrams);

      var value = SlotValue.of(acks, 0, new LowerBound(believed, NOTHING)).proven();

      double elapsed = acks.lastNanos();
      double wayIsOverstatedBy = Math.max(1, (elapsed - rtt) / (elapsed * 0.9));
      assertThat((double) value.count()).isLessThanOrEqualTo(rate * wayIsOverstatedBy * 1.0001);
      assertThat((double) value.count()).isLessThanOrEqualTo(rate / 0.9 * 1.0001);
    }
  }

  /** A line with a full token bucket whose acknowledgements are held back at will. */
  private static Progress adversary(
      Random random, double rate, long burst, long rtt, int datagrams) {
    var progress = new Progress(datagrams);
    double hold = random.nextDouble() * 0.3e9;
    double squeeze = 1 + random.nextInt(4);
    double end = arrival(datagrams, rate, burst) + rtt;
    long last = 0;
    for (int i = 1; i <= datagrams; i++) {
      double true0 = arrival(i, rate, burst) + rtt;
      double held = Math.max(true0, Math.min(hold, end));
      double squeezed = Math.max(held, end - (end - true0) / squeeze);
      double at = random.nextInt(10) == 0 ? squeezed + random.nextInt(3_000_000) : squeezed;
      last = Math.max(last, (long) Math.ceil(at));
      progress.add(last, (long) i * DATAGRAM);
    }
    return progress;
  }

  private static double arrival(int datagrams, double rate, long burst) {
    return Math.max(0, (double) datagrams * DATAGRAM - burst) / rate * 1e9;
  }

  /** What was proven before bounds what is gained by a burst. */
  @Test
  void noScheduleGetsAboveWhatIsProvenWithoutPayingForABurst() {
    var random = new Random(6);
    for (int i = 0; i < 3_000; i++) {
      double rate = 600_000 + random.nextDouble() * 60_000_000;
      var before = new BytesPerSecond((long) (rate * (0.9 + random.nextDouble() * 0.1)));
      var acks = adversary(random, rate, LowerBound.BURST_BYTES, random.nextInt(10_000_000), 60);

      var value = SlotValue.of(acks, 0, new LowerBound(0, before)).proven();

      assertThat((double) value.count()).isLessThanOrEqualTo(rate * 1.0001);
    }
  }
}
