package network.lumora.coordinator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import network.lumora.protocol.ErrorCode;
import org.junit.jupiter.api.Test;

class CountsTest {
  private final Counts counts = new Counts();

  @Test
  void countsEachKindOfAnEventApart() {
    counts.add(Event.PROBLEM, ErrorCode.MALFORMED);
    counts.add(Event.PROBLEM, ErrorCode.MALFORMED);
    counts.add(Event.PROBLEM, ErrorCode.OVER_LIMIT);

    assertThat(counts.of(Event.PROBLEM)).isEqualTo(Map.of("MALFORMED", 2L, "OVER_LIMIT", 1L));
    assertThat(counts.sum(Event.PROBLEM)).isEqualTo(3);
    assertThat(counts.sum(Event.LEASE_GIVEN)).isZero();
  }

  @Test
  void addsManyAtOnce() {
    counts.add(Event.BYTES_DELIVERED, 7);
    counts.add(Event.BYTES_DELIVERED, 5);

    assertThat(counts.of(Event.BYTES_DELIVERED)).isEqualTo(Map.of(Counts.ALL, 12L));
  }
}
