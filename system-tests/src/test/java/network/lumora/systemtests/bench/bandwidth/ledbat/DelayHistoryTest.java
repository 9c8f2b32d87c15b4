package network.lumora.systemtests.bench.bandwidth.ledbat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayHistoryTest {
  private static final long MINUTE = 60_000_000_000L;
  private final DelayHistory history = new DelayHistory(0);

  @Test
  void queuingDelayIsTheCurrentAboveTheLeastSeen() {
    add(10_000, 30_000, 30_000, 30_000, 30_000);

    assertThat(history.queuingMicros()).isEqualTo(20_000);
  }

  @Test
  void aSingleLatePacketIsFilteredOut() {
    add(10_000, 10_000, 10_000, 10_000, 90_000);

    assertThat(history.queuingMicros()).isZero();
  }

  @Test
  void clocksMayDifferByAnyAmount() {
    add(-5_000_000, -4_940_000, -4_940_000, -4_940_000, -4_940_000);

    assertThat(history.queuingMicros()).isEqualTo(60_000);
  }

  @Test
  void theBaseIsForgottenAfterTenMinutes() {
    history.add(10_000, 0);
    for (int minute = 1; minute < DelayHistory.BASE_MINUTES; minute++) {
      history.add(30_000, minute * MINUTE);
    }
    assertThat(history.queuingMicros()).isEqualTo(20_000);

    history.add(30_000, DelayHistory.BASE_MINUTES * MINUTE);

    assertThat(history.queuingMicros()).isZero();
  }

  private void add(long... delays) {
    for (long delay : delays) {
      history.add(delay, 0);
    }
  }
}
