package network.lumora.coordinator.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.CoarseSearch;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final History UNKNOWN = new History(List.of(), Optional.empty());

  /** A train for each step of the search, and one that is repeated. */
  private static long trains() {
    long bytes = 0;
    var rate = CoarseSearch.BEGIN;
    for (int train = 0; train < 5; train++) {
      bytes += History.bytes(ChallengePlan.coarse(rate)) / ChallengePlan.SLOTS;
      rate = CoarseSearch.faster(rate);
    }
    return bytes;
  }

  @Test
  void aFirstProofMovesNoMoreThanWasAsked() {
    for (int roundTripMillis = 0; roundTripMillis <= 200; roundTripMillis += 5) {
      long nanos = TimeUnit.MILLISECONDS.toNanos(roundTripMillis);
      long asked = UNKNOWN.maxBytes(SlotPath.UDP, nanos).count();
      for (int megabits = 1; megabits <= 1_500; megabits += 7) {
        var plan = ChallengePlan.first(new BytesPerSecond(megabits * 125_000L), nanos);
        assertThat(trains() + History.bytes(plan)).isLessThan(asked);
      }
    }
  }
}
