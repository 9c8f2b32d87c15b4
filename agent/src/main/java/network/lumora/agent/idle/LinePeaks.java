package network.lumora.agent.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import network.lumora.agent.policy.LineUse;

/** The most that the line carried of late beside our own. Not thread-safe. */
public final class LinePeaks {
  /** A line that was busy must be quiet for so long. */
  public static final Duration QUIET = Duration.ofSeconds(30);

  private record Peak(Instant at, long bytesPerSecond) {}

  /** Falling from the first on, so that each is the peak once those before have passed. */
  private final Deque<Peak> peaks = new ArrayDeque<>();

  /** A clock that was set back forgets. */
  public void add(Instant at, long bytesPerSecond) {
    if (!peaks.isEmpty() && at.isBefore(peaks.getLast().at)) {
      peaks.clear();
    }
    while (!peaks.isEmpty() && peaks.getLast().bytesPerSecond <= bytesPerSecond) {
      peaks.removeLast();
    }
    peaks.addLast(new Peak(at, bytesPerSecond));
  }

  public Optional<LineUse> at(Instant now) {
    while (!peaks.isEmpty() && !now.isBefore(peaks.getFirst().at.plus(QUIET))) {
      peaks.removeFirst();
    }
    return peaks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LineUse(peaks.getFirst().bytesPerSecond, peaks.getFirst().at.plus(QUIET)));
  }
}
