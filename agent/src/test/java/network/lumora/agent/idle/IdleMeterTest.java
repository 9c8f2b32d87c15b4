package network.lumora.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.agent.allowance.Direction;
import org.junit.jupiter.api.Test;

/** Against a simulated line; milliseconds are the simulation's. */
class IdleMeterTest {
  private static final int MINUTE = 60_000;
  private static final int WARM = 5_000;

  private static SimulatedLine proven(double megabits, boolean isSameHost) {
    return new SimulatedLine(megabits, 20, isSameHost, true, 20261122);
  }

  /** As a TCP download does: ten packets, then twice as many for each round trip. */
  private static double slowStart(int millisSinceStart, double bytesPerMilli) {
    int rounds = (millisSinceStart - 40) / 20;
    return rounds < 0
        ? 0
        : Math.min(1.2 * bytesPerMilli, 15_000.0 / 20 * (1 << Math.min(rounds, 12)));
  }

  private static int millisUntilLittle(SimulatedLine line, int most) {
    int start = line.now();
    while (line.allowed() > 0.02 * line.capacity() && line.now() - start < most) {
      line.run(1);
    }
    return line.now() - start;
  }

  @Test
  void anIdleLineIsUsedAlmostWholeAndNeverBeyond() {
    for (double megabits : new double[] {5, 10, 20, 50, 100, 500}) {
      var line = proven(megabits, true);
      line.run(WARM);
      double before = line.ownArrived;

      line.run(10_000);

      double packets = QueueWatch.HEADERS * (line.ownArrived - before);
      assertThat(packets / 10 / line.capacity()).isBetween(0.92, 0.9301);
      assertThat(line.yields).isZero();
    }
  }

  @Test
  void aProvenLineIsKnownBeforeTheFirstConnection() {
    assertThat(proven(50, false).meter.isPaced()).isTrue();
  }

  @Test
  void probesAreSentWhileOthersMayAskTheMeter() {
    var line = proven(50, false);
    var sent = new AtomicInteger();
    line.meter.reflector(
        new ProbeSender() {
          @Override
          public int everyTicks() {
            return 1;
          }

          @Override
          public long leastRiseNanos() {
            return 0;
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void send(long number) {
            sent.incrementAndGet();
            assertThat(Thread.holdsLock(line.meter)).isFalse();
          }
        });

    line.run(1_000);

    assertThat(sent).hasPositiveValue();
  }

  @Test
  void aPageOfOursThatBeginsIsNobodyElse() {
    for (double megabits : new double[] {20, 50, 100, 250}) {
      var line = proven(megabits, false);
      line.run(WARM);
      for (int pages = 0; pages < 20; pages++) {
        line.burst(0.03 * line.capacity());
        line.run(400 + 7 * pages);
      }
      assertThat(line.yields).isZero();
    }
  }

  @Test
  void whoComesWhileAPageOfOursBeginsIsSeen() {
    for (double megabits : new double[] {20, 50, 100, 250}) {
      var line = proven(megabits, false);
      line.run(WARM);
      int start = line.now();
      double bytesPerMilli = line.capacity() / 1000;
      line.burst(0.03 * line.capacity());
      line.others = now -> slowStart(now - start, bytesPerMilli);

      assertThat(millisUntilLittle(line, 1_000)).isLessThan(200);
    }
  }

  @Test
  void neverOffersMoreThanItsShareWhateverOthersDo() {
    var random = new Random(7);
    for (int round = 0; round < 30; round++) {
      var line =
          new SimulatedLine(
              5 + random.nextInt(200), 2 + random.nextInt(80), random.nextBoolean(), true, round);
      double most = random.nextDouble() * 2 * line.capacity() / 1000;
      int period = 100 + random.nextInt(3_000);
      line.others = now -> now / period % 2 == 0 ? most : 0;
      line.jitterMillis = random.nextDouble() * 5;
      line.stallEveryMillis = 200;
      for (int i = 0; i < 5_000; i++) {
        line.run(1);
        assertThat(line.allowed()).isLessThanOrEqualTo(0.931 * line.capacity());
      }
    }
  }

  @Test
  void aDownloadOnThisComputerIsGivenWayTo() {
    for (double megabits : new double[] {5, 20, 50, 100}) {
      var line = proven(megabits, true);
      line.run(WARM);
      int start = line.now();
      line.others = now -> slowStart(now - start, line.capacity() / 1000);

      assertThat(millisUntilLittle(line, 1_000)).isLessThanOrEqualTo(70);
      assertThat(line.meter.standing().stance()).isEqualTo(Stance.YIELD);
    }
  }

  @Test
  void aDownloadOnAnotherDeviceIsGivenWayTo() {
    for (double megabits : new double[] {5, 20, 50, 100}) {
      var line = proven(megabits, false);
      line.run(WARM);
      int start = line.now();
      line.others = now -> slowStart(now - start, line.capacity() / 1000);

      assertThat(millisUntilLittle(line, 1_000)).isLessThanOrEqualTo(160);
      assertThat(line.meter.standing().why()).contains(Signal.DELAY_RISES);
    }
  }

  @Test
  void aDownloadGetsAtLeastNinetyEightHundredthsOfWhatItWouldAlone() {
    for (boolean isSameHost : new boolean[] {true, false}) {
      var line = proven(20, isSameHost);
      double most = line.capacity() / 1000;
      line.others = now -> now < WARM ? 0 : slowStart(now - WARM, most);
      line.run(WARM + 3_000);

      double alone = 0;
      double waiting = 0;
      for (int now = 0; now < 3_000; now++) {
        waiting += slowStart(now, most);
        double sent = Math.min(waiting, most);
        waiting -= sent;
        alone += sent;
      }

      assertThat(line.otherArrived).isGreaterThan((isSameHost ? 0.98 : 0.95) * alone);
    }
  }

  @Test
  void nobodyIsGivenWayToOnAnIdleLineOfJitterAndStalls() {
    var line = proven(20, true);
    line.jitterMillis = 3;
    line.lostOneOf = 500;
    line.stallEveryMillis = 400;

    line.run(10 * MINUTE);

    assertThat(line.yields).isLessThanOrEqualTo(10);
  }

  @Test
  void aHintStopsWorkBeforeAnyTick() {
    var line = proven(20, true);
    line.run(WARM);

    line.meter.hinted(Duration.ofSeconds(20));

    assertThat(line.allowed()).isLessThanOrEqualTo(0.0101 * line.capacity());
    line.run(1_900);
    assertThat(line.allowed()).isLessThanOrEqualTo(0.0101 * line.capacity());
    line.run(2_000);
    assertThat(line.allowed())
        .as("the line speaks for itself")
        .isGreaterThan(0.89 * line.capacity());
  }

  @Test
  void workIsBackSixTenthsOfASecondAfterTheLastSignal() {
    var line = proven(20, true);
    line.run(WARM);
    int end = line.now() + 1_000;
    line.others = now -> now < end ? 1_000 : 0;
    line.run(1_050);
    assertThat(line.allowed()).isLessThanOrEqualTo(0.0101 * line.capacity());

    line.run(700);

    assertThat(line.allowed()).isGreaterThan(0.85 * line.capacity());
  }

  @Test
  void aLineThatIsNotProvenHasNoLimitWhileNobodyUsesIt() {
    var line = new SimulatedLine(20, 20, true, false, 1);

    for (int i = 0; i < 5_000; i++) {
      line.run(1);
      assertThat(line.meter.bytesPerSecond(Direction.DOWN)).isZero();
    }
    int start = line.now();
    line.others = now -> slowStart(now - start, 2_500);
    line.run(100);
    assertThat(line.allowed()).isLessThan(0.02 * line.capacity());
    assertThat(line.meter.isPaced()).isFalse();
  }

  @Test
  void countersThatAreSeldomBroughtUpToDateAreNotBelieved() {
    var line = proven(50, true);
    line.countersEveryMillis = 2_000;
    line.run(WARM);
    int before = line.yields;

    line.run(20_000);

    assertThat(line.yields - before).isZero();
  }

  @Test
  void somebodyUnseenWhoTakesHalfForLongLeavesTheRestToWork() {
    var line = proven(20, false);
    line.others = now -> now > WARM ? 1_250 : 0;
    line.run(4 * WARM);
    int yields = line.yields;
    double before = line.ownArrived;

    line.run(MINUTE);

    assertThat((line.ownArrived - before) / 60 / line.capacity()).isBetween(0.15, 0.5);
    assertThat(line.yields - yields).isLessThan(20);
  }

  @Test
  void whileTheLineIsTestedWorkWaits() {
    var line = proven(20, true);
    line.run(WARM);

    line.meter.testBegins();
    line.run(1_000);
    assertThat(line.allowed()).isLessThanOrEqualTo(0.0101 * line.capacity());
    assertThat(line.meter.isUserSeen()).isFalse();
    line.meter.testEnds();
    line.run(1_000);

    assertThat(line.allowed()).isGreaterThan(0.85 * line.capacity());
  }

  @Test
  void whileALineOfWhichNothingIsKnownIsTestedWorkWaitsToo() {
    var line = new SimulatedLine(20, 20, true, false, 1);
    line.run(WARM);

    line.meter.testBegins();
    line.run(100);

    assertThat(line.allowed()).isLessThan(0.05 * line.capacity());
  }

  @Test
  void aHintEndsATest() {
    var line = proven(20, true);
    line.run(WARM);
    line.meter.testBegins();

    line.meter.hinted(Duration.ofSeconds(1));

    assertThat(line.meter.isUserSeen()).isTrue();
    line.meter.testEnds();
    line.run(3_000);
    assertThat(line.meter.isUserSeen()).isFalse();
  }
}
