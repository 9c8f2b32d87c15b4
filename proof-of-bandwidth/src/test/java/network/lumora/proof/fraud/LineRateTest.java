package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.lumora.proof.receipt.Claim;
import network.lumora.proof.receipt.Pair;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class LineRateTest {
  private static final Instant START = Pair.START;
  private static final long RATE = 1_000_000;
  private static final LineRate.Capacity CAPACITY =
      new LineRate.Capacity(new BytesPerSecond(RATE), new BytesPerSecond(RATE));

  @Test
  void aClaimAtTheProvenRateIsPossible() {
    assertThat(judge(List.of(), claim(0, 10_000, 10 * RATE))).isEmpty();
  }

  @Test
  void aTenthMoreForTenSecondsIsNot() {
    assertThat(judge(List.of(), claim(0, 10_000, 11 * RATE)))
        .get()
        .isInstanceOfSatisfying(
            Finding.OverCapacity.class,
            found -> {
              assertThat(found.moved().count()).isEqualTo(11 * RATE);
              assertThat(found.direction()).isEqualTo(Finding.Direction.UP);
            });
  }

  @Test
  void claimsThatOverlapAddUp() {
    var first = claim(0, 10_000, 7 * RATE);

    assertThat(judge(List.of(first), claim(1, 9_999, 6 * RATE))).isPresent();
    assertThat(judge(List.of(first), claim(10_000, 20_000, 10 * RATE))).isEmpty();
  }

  @Test
  void aLongClaimIsNotHeldAgainstAShortOneThatLiesInIt() {
    assertThat(judge(List.of(claim(0, 60_000, 50 * RATE)), claim(30_000, 31_000, RATE))).isEmpty();
  }

  @Test
  void directionsDoNotShare() {
    var down =
        new Claim(
            Optional.of(Pair.LINK), Bytes.NONE, new Bytes(10 * RATE), START, START.plusSeconds(10));

    assertThat(judge(List.of(down), claim(0, 10_000, 10 * RATE))).isEmpty();
  }

  /** Any split of what really went over a line into sessions is possible, with clocks that err. */
  @Test
  void neverFindsAnHonestLine() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var others = new ArrayList<Claim>();
      int sessions = 1 + random.nextInt(5);
      for (int session = 0; session < sessions; session++) {
        long skew = random.nextInt(100) - 50L;
        long from = random.nextInt(10_000);
        for (int i = 0; i < 5; i++) {
          long to = from + 200L + random.nextInt(9_800);
          var claim = claim(from + skew, to + skew, (to - from) * RATE / 1_000 / sessions);
          assertThat(judge(List.copyOf(others), claim)).as("seed " + seed).isEmpty();
          others.add(claim);
          from = to;
        }
      }
    }
  }

  private Optional<Finding> judge(List<Claim> others, Claim claim) {
    return LineRate.judge(Pair.LINK, claim, others, CAPACITY);
  }

  private Claim claim(long fromMillis, long toMillis, long up) {
    return new Claim(
        Optional.of(Pair.LINK),
        new Bytes(up),
        Bytes.NONE,
        START.plusMillis(fromMillis),
        START.plusMillis(toMillis));
  }
}
