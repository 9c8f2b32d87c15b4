package network.lumora.proof.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class ChallengePlanTest {
  private static final long RTT = 8_000_000;

  private static BytesPerSecond megabits(double megabits) {
    return new BytesPerSecond(Math.round(megabits * 125_000));
  }

  private static double megabytes(ChallengePlan plan) {
    return ChallengePlan.SLOTS
        * plan.shape(Carrier.UDP_IPV4).datagrams()
        * Carrier.UDP_IPV4.onTheLine(Keystream.DATAGRAM_BYTES)
        / 1e6;
  }

  @Test
  void aRenewalTakesAtMostSixHundredAndFiftyMilliseconds() {
    for (double rate : new double[] {5, 10, 25, 50, 100, 250, 500, 1_000}) {
      assertThat(ChallengePlan.renewal(megabits(rate), 0).totalMillis())
          .as("at %s Mbit/s", rate)
          .isLessThanOrEqualTo(650);
    }
  }

  @Test
  void aRenewalKeepsToItsBytes() {
    assertThat(megabytes(ChallengePlan.renewal(megabits(50), RTT))).isLessThan(4.0);
    assertThat(megabytes(ChallengePlan.renewal(megabits(100), RTT))).isLessThan(7.5);
    assertThat(megabytes(ChallengePlan.renewal(megabits(500), 1_000_000))).isLessThan(6.5);
  }

  @Test
  void aJointSlotIsAQuarterOfASecondAtLeastAndOneAtMost() {
    assertThat(ChallengePlan.joint(megabits(5), 0).durationMillis()).isEqualTo(1_000);
    assertThat(ChallengePlan.joint(megabits(100), 0).durationMillis()).isEqualTo(640);
    assertThat(ChallengePlan.joint(megabits(1_000), 0).durationMillis()).isEqualTo(250);
  }

  @Test
  void aFirstProofPaysLessThanThreePerCentForABurst() {
    for (double rate : new double[] {5, 10, 25, 50, 100, 250, 500}) {
      var plan = ChallengePlan.first(megabits(rate), 0);
      double seconds = plan.durationMillis() / 1e3;

      assertThat(LowerBound.BURST_BYTES / (megabits(rate).count() * seconds)).isLessThan(0.03);
    }
  }

  @Test
  void theWayThereAndBackIsATenthOfASlotAtMost() {
    var random = new Random(9);
    for (int i = 0; i < 1_000; i++) {
      long rtt = random.nextInt(60_000_000);
      var rate = megabits(1 + random.nextInt(999));

      assertThat(ChallengePlan.renewal(rate, rtt).durationMillis() * 1e6)
          .isGreaterThanOrEqualTo(10.0 * rtt);
      assertThat(ChallengePlan.first(rate, rtt).durationMillis() * 1e6)
          .isGreaterThanOrEqualTo(10.0 * rtt);
    }
  }

  @Test
  void asksForMoreThanIsExpected() {
    assertThat(ChallengePlan.coarse(megabits(10)).rate()).isEqualTo(megabits(15));
    assertThat(ChallengePlan.renewal(megabits(10), RTT).rate()).isEqualTo(megabits(10.8));
  }

  @Test
  void asksForNoMoreThanALineOfAGigabitNeeds() {
    assertThat(ChallengePlan.coarse(CoarseSearch.END).rate()).isEqualTo(ChallengePlan.MAX_RATE);
    assertThat(ChallengePlan.first(megabits(2_000), RTT).rate()).isEqualTo(ChallengePlan.MAX_RATE);
    assertThat(ChallengePlan.renewal(megabits(2_000), RTT).rate())
        .isEqualTo(ChallengePlan.MAX_RATE);
  }

  @Test
  void aLineThatShowsMoreThanIsProvenHasRisen() {
    assertThat(ChallengePlan.hasRisen(megabits(10.3), megabits(10))).isFalse();
    assertThat(ChallengePlan.hasRisen(megabits(10.8), megabits(10))).isTrue();
  }

  @Test
  void coarseTrainsGrowUntilALineIsMet() {
    var rate = CoarseSearch.BEGIN;
    int trains = 1;
    while (!CoarseSearch.isFound(rate, rate)) {
      rate = CoarseSearch.faster(rate);
      trains++;
    }

    assertThat(rate).isEqualTo(CoarseSearch.END);
    assertThat(trains).isEqualTo(4);
    assertThat(CoarseSearch.isFound(CoarseSearch.BEGIN, megabits(10))).isTrue();
  }

  @Test
  void aLowResultIsTriedTwiceMore() {
    assertThat(Retry.isDue(megabits(8), megabits(10), 1)).isTrue();
    assertThat(Retry.isDue(megabits(8), megabits(10), 2)).isTrue();
    assertThat(Retry.isDue(megabits(8), megabits(10), 3)).isFalse();
    assertThat(Retry.isDue(megabits(9.5), megabits(10), 1)).isFalse();
    assertThat(Retry.better(megabits(8), megabits(9))).isEqualTo(megabits(9));
  }
}
