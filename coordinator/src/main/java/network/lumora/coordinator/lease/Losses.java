package network.lumora.coordinator.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.message.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Leases that ended without a result, gathered for the log: thousands end at once when many agents
 * leave. Thread-safe.
 */
final class Losses {
  /** Between two lines of the log. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** Named in a line about many. */
  static final int FEW = 5;

  private final List<Loss> few = new ArrayList<>();
  private int count;
  private @Nullable Instant toldAt;

  /**
   * One of them.
   *
   * @param how in words that follow "a lease"
   */
  record Loss(Lease lease, String how) {}

  /**
   * What to tell in one line.
   *
   * @param few the first of them
   */
  record Told(int count, List<Loss> few) {
    Told {
      few = List.copyOf(few);
    }

    String ids() {
      return String.join(", ", few.stream().map(loss -> loss.lease().leaseId()).toList());
    }
  }

  synchronized void add(Lease lease, String how) {
    count++;
    if (few.size() < FEW) {
      few.add(new Loss(lease, how));
    }
  }

  /** What came since the last line; empty if that is nothing, or the line was a moment ago. */
  synchronized Optional<Told> due(Instant now) {
    boolean isTold = toldAt != null && Duration.between(toldAt, now).abs().compareTo(PAUSE) < 0;
    return isTold ? Optional.empty() : rest(now);
  }

  /** The same, whenever the last line was. */
  synchronized Optional<Told> rest(Instant now) {
    if (count == 0) {
      return Optional.empty();
    }
    var told = new Told(count, few);
    few.clear();
    count = 0;
    toldAt = now;
    return Optional.of(told);
  }
}
