package network.lumora.agent.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aRateOfZeroIsNoLimit() {
    var bucket = new Bucket(0, 0);

    assertThat(bucket.nanosUntil(Integer.MAX_VALUE, 0)).isZero();
  }

  @Test
  void afterTheBurstTheRateHolds() {
    var bucket = new Bucket(100_000, 0);
    bucket.take(25_000);

    assertThat(bucket.nanosUntil(10_000, 0)).isEqualTo(SECOND / 10);
    assertThat(bucket.nanosUntil(10_000, SECOND / 10)).isZero();
  }

  @Test
  void noMoreThanTheBurstIsSavedUp() {
    var bucket = new Bucket(1_000_000, 0);

    assertThat(bucket.nanosUntil(250_000, 100 * SECOND)).isZero();
    bucket.take(250_000);
    assertThat(bucket.nanosUntil(1, 100 * SECOND)).isPositive();
  }

  @Test
  void aTickerThatStandsOrGoesBackGivesNothing() {
    var bucket = new Bucket(100_000, 10 * SECOND);
    bucket.take(25_000);

    assertThat(bucket.nanosUntil(1, 5 * SECOND)).isPositive();
  }

  @Test
  void overAnyTimeTheBytesAreAtMostBurstPlusRate() {
    var random = new Random(20261122);
    for (int round = 0; round < 200; round++) {
      long rate = random.nextLong(1_000, 50_000_000);
      var bucket = new Bucket(rate, 0);
      long now = 0;
      long taken = 0;
      for (int take = 0; take < 200; take++) {
        int bytes = bucket.chunk(random.nextInt(1, Allowance.CHUNK_BYTES + 1));
        now += Math.max(0, bucket.nanosUntil(bytes, now)) + random.nextLong(1_000_000);
        assertThat(bucket.nanosUntil(bytes, now)).isLessThanOrEqualTo(0);
        bucket.take(bytes);
        taken += bytes;
      }
      double allowed = rate / 4.0 + (double) rate * now / SECOND + 1;
      assertThat((double) taken).isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void aRateHoldsOverTenSecondsWithoutABurstOfASecond() {
    for (long rate : new long[] {1_000, 3_333, 40_000, 300_000, 5_000_000, 125_000_000}) {
      var bucket = new Bucket(rate, 0);
      long now = 0;
      long second = 0;
      long inSecond = 0;
      long moved = 0;
      while (now < 10 * SECOND) {
        int chunk = bucket.chunk(Allowance.CHUNK_BYTES);
        now += bucket.nanosUntil(chunk, now);
        bucket.take(chunk);
        moved += chunk;
        inSecond = now / SECOND == second ? inSecond + chunk : chunk;
        second = now / SECOND;
        assertThat(inSecond).isLessThanOrEqualTo(rate + rate / 2);
      }
      assertThat((double) moved).isBetween(0.95 * 10 * rate, 1.05 * 10 * rate);
    }
  }

  @Test
  void aLimitThatIsSetBeginsWithoutABurst() {
    var bucket = new Bucket(0, 0);
    bucket.setRate(100_000, 5 * SECOND);

    assertThat(bucket.nanosUntil(10_000, 5 * SECOND)).isEqualTo(SECOND / 10);
  }
}
