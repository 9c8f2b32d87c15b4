package network.lumora.systemtests.bench.bandwidth.ledbat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window against a line with a deep queue, in time that only the test moves. */
class LedbatOnALineTest {
  private static final int MSS = 1_400;
  private static final long BASE_NANOS = 20_000_000;
  private static final long SECOND = 1_000_000_000L;

  private record Ack(long atNanos, long sentNanos, long delayMicros) {}

  private final Deque<Ack> acks = new ArrayDeque<>();
  private long now;
  private long lineFreeAt;
  private long acked;

  @ParameterizedTest
  @CsvSource({"5, 100", "20, 100", "50, 100", "5, 60", "50, 60", "100, 25"})
  void fillsALineOfItsOwnAndKeepsTheQueueAtItsTarget(int megabits, int targetMillis) {
    var window = new LedbatWindow(targetMillis * 1_000L, MSS, now);
    long serviceNanos = MSS * 8_000L / megabits;

    runUntil(240 * SECOND, window, serviceNanos);
    long before = acked;
    runUntil(250 * SECOND, window, serviceNanos);

    assertThat((acked - before) * serviceNanos).isGreaterThan(9_900 * SECOND / 1_000);
    assertThat(window.queuingMicros() / 1_000.0)
        .isCloseTo(targetMillis, within(0.1 * targetMillis + 1));
  }

  @ParameterizedTest
  @CsvSource({"5", "50"})
  void givesWayToAQueueThatIsNotItsOwn(int megabits) {
    var window = new LedbatWindow(60_000, MSS, now);
    long serviceNanos = MSS * 8_000L / megabits;
    runUntil(60 * SECOND, window, serviceNanos);

    lineFreeAt += SECOND; // Somebody's download stands before us.
    runUntil(62 * SECOND, window, serviceNanos);
    double afterwards = window.cwnd();
    runUntil(130 * SECOND, window, serviceNanos);

    assertThat(afterwards).isLessThan(window.cwnd());
  }

  private void runUntil(long end, LedbatWindow window, long serviceNanos) {
    while (now < end) {
      send(window, serviceNanos);
      var ack = acks.removeFirst();
      now = ack.atNanos();
      acked++;
      window.acked(MSS, ack.delayMicros(), now - ack.sentNanos(), now);
    }
  }

  private void send(LedbatWindow window, long serviceNanos) {
    while (window.allows(MSS)) {
      window.sent(MSS);
      lineFreeAt = Math.max(now, lineFreeAt) + serviceNanos;
      long arrives = lineFreeAt + BASE_NANOS / 2;
      acks.addLast(new Ack(arrives + BASE_NANOS / 2, now, (arrives - now) / 1_000));
    }
  }
}
