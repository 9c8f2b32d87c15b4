package network.lumora.coordinator.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static Due due(Urgency urgency, Instant since) {
    return Due.of(urgency, Optional.empty(), since);
  }

  @Test
  void theMoreUrgentGoesFirst() {
    assertThat(due(Urgency.SOON, NOW)).isLessThan(due(Urgency.NORMAL, NOW));
    assertThat(due(Urgency.NORMAL, NOW)).isLessThan(due(Urgency.WHENEVER, NOW));
  }

  @Test
  void aNearDeadlineOvertakesAndAFarOneDoesNotHoldBack() {
    var near = Due.of(Urgency.WHENEVER, Optional.of(NOW.plusSeconds(5)), NOW);
    var far = Due.of(Urgency.SOON, Optional.of(NOW.plus(Duration.ofDays(1))), NOW);

    assertThat(near).isLessThan(due(Urgency.SOON, NOW));
    assertThat(far).isEqualByComparingTo(due(Urgency.SOON, NOW));
  }

  @Test
  void whatCanWaitIsNotOvertakenForEver() {
    var old = due(Urgency.WHENEVER, NOW);

    assertThat(old).isLessThan(due(Urgency.SOON, NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void amongEquallyDueTheOlderGoesFirst() {
    var deadline = Optional.of(NOW.plusSeconds(5));

    assertThat(Due.of(Urgency.NORMAL, deadline, NOW.minusSeconds(1)))
        .isLessThan(Due.of(Urgency.NORMAL, deadline, NOW));
  }
}
