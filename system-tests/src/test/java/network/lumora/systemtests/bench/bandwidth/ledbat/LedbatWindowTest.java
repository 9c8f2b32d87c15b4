package network.lumora.systemtests.bench.bandwidth.ledbat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Section 2.4.2 of RFC 6817. */
class LedbatWindowTest {
  private static final int MSS = 1_000;
  private static final long TARGET = 100_000;
  private static final long RTT = 20_000_000;
  private static final long BASE = 5_000;

  private final LedbatWindow window = new LedbatWindow(TARGET, MSS, 0);
  private long now;

  @Test
  void beginsWithTwoPackets() {
    assertThat(window.cwnd()).isEqualTo(2 * MSS);
    window.sent(MSS);
    assertThat(window.allows(MSS)).isTrue();
    window.sent(MSS);
    assertThat(window.allows(MSS)).isFalse();
  }

  @Test
  void growsByAtMostOnePacketARoundTripWithAnEmptyQueue() {
    for (int round = 0; round < 50; round++) {
      double before = window.cwnd();
      round(BASE);
      assertThat(window.cwnd() - before).isLessThanOrEqualTo(1.0 * MSS);
    }
    assertThat(window.cwnd()).isGreaterThan(40.0 * MSS);
  }

  @Test
  void standsStillAtTheTargetAndGrowsHalfAsFastHalfWayThere() {
    rounds(20, BASE);
    rounds(1, BASE + TARGET);
    double still = window.cwnd();
    rounds(3, BASE + TARGET);
    assertThat(window.cwnd()).isCloseTo(still, within(1.0));

    rounds(1, BASE + TARGET / 2);
    double half = window.cwnd();
    round(BASE + TARGET / 2);
    assertThat(window.cwnd() - half).isCloseTo(0.5 * MSS, within(0.1 * MSS));
  }

  @Test
  void shrinksAboveTheTargetInProportionButNotBelowTwoPackets() {
    rounds(20, BASE);
    rounds(1, BASE + 2 * TARGET);
    double before = window.cwnd();
    round(BASE + 2 * TARGET);
    assertThat(before - window.cwnd()).isCloseTo(MSS, within(0.1 * MSS));

    rounds(100, BASE + 2 * TARGET);
    assertThat(window.cwnd()).isEqualTo(2 * MSS);
  }

  @Test
  void doesNotGrowBeyondWhatIsUsed() {
    for (int i = 0; i < 1_000; i++) {
      window.sent(MSS);
      acked(BASE);
    }

    assertThat(window.cwnd()).isEqualTo(2 * MSS);
  }

  @Test
  void halvesOnceInARoundTripForLoss() {
    rounds(38, BASE);
    double before = window.cwnd();
    fill();
    window.lost(MSS, now);
    window.lost(MSS, now + RTT / 2);
    assertThat(window.cwnd()).isEqualTo(before / 2);

    window.lost(MSS, now + RTT);
    assertThat(window.cwnd()).isEqualTo(before / 4);
  }

  @Test
  void lossLeavesTwoPacketsAtLeast() {
    for (int i = 0; i < 10; i++) {
      window.sent(MSS);
      window.lost(MSS, i * 10L * RTT);
    }

    assertThat(window.cwnd()).isEqualTo(2 * MSS);
    assertThat(window.flightSize()).isZero();
  }

  @Test
  void silenceLeavesOnePacketAndDoublesThePatience() {
    rounds(20, BASE);
    fill();
    long before = window.ctoNanos();

    window.timedOut();

    assertThat(window.cwnd()).isEqualTo(MSS);
    assertThat(window.flightSize()).isZero();
    assertThat(window.ctoNanos()).isEqualTo(2 * before);
  }

  @Test
  void waitsForASecondAtLeast() {
    rounds(20, BASE);

    assertThat(window.ctoNanos()).isEqualTo(1_000_000_000L);
  }

  private void rounds(int count, long delayMicros) {
    for (int i = 0; i < count; i++) {
      round(delayMicros);
    }
  }

  /**
   * Each acknowledgement lets go what the window then allows, as a sender with enough to send does.
   */
  private void round(long delayMicros) {
    fill();
    for (long left = window.flightSize(); left > 0; left -= MSS) {
      acked(delayMicros);
      fill();
    }
  }

  private void fill() {
    while (window.allows(MSS)) {
      window.sent(MSS);
    }
  }

  private void acked(long delayMicros) {
    now += 100_000;
    window.acked(MSS, delayMicros, RTT, now);
  }
}
