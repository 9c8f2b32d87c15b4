package network.lumora.coordinator.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AdmissionTest {
  private final AtomicLong nanos = new AtomicLong();

  private Admission admission(int atOnce, int waiting) {
    return new Admission(
        new AdmissionTerms(atOnce, waiting, 100, Duration.ofMinutes(2)), nanos::get);
  }

  private static List<Integer> returns(Admission admission, int count) {
    return IntStream.range(0, count).mapToObj(_ -> admission.secondsUntilReturn(1)).toList();
  }

  @Test
  void whoIsSentAwayComesBackInAnOrderNotAllAtOnce() {
    var seconds = returns(admission(1, 1), 1_000);

    assertThat(seconds).isSorted().startsWith(1).endsWith(10);
    assertThat(seconds.stream().filter(second -> second == 5)).hasSize(100);
  }

  @Test
  void afterAQuietWhileTheWaitIsShortAgain() {
    var admission = admission(1, 1);
    returns(admission, 1_000);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));

    assertThat(admission.secondsUntilReturn(1)).isEqualTo(1);
  }

  @Test
  void nobodyIsToldToStayAwayForLongerThanTheLongest() {
    assertThat(returns(admission(1, 1), 50_000)).endsWith(120);
  }

  @Test
  void takesSoManyAtOnceLetsSoManyWaitAndSendsTheOthersAway() throws Exception {
    var admission = admission(2, 3);
    assertThat(admission.enter()).isTrue();
    assertThat(admission.enter()).isTrue();

    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = new ArrayList<java.util.concurrent.Future<Boolean>>();
      for (int i = 0; i < 3; i++) {
        waiting.add(pool.submit(admission::enter));
      }
      while (admission.waiting() < 3) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(admission.enter()).isFalse();
      for (int i = 0; i < 3; i++) {
        admission.leave();
      }

      for (var one : waiting) {
        assertThat(one.get(50, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
