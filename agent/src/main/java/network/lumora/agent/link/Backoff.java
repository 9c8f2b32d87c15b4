package network.lumora.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: full jitter, so that agents do not come back at once. */
final class Backoff {
  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(60);

  /** 2^6 seconds are over the cap. */
  private static final int MAX_DOUBLINGS = 6;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  void succeeded() {
    failures = 0;
  }

  /** Up to base times two for each failure before, at most the cap. */
  Duration next() {
    long most = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    return Duration.ofMillis(random.nextLong(most + 1));
  }

  /** After a refusal, which only a person can mend: near the cap. */
  Duration afterRefusal() {
    return Duration.ofMillis(random.nextLong(CAP.toMillis() / 2, CAP.toMillis() + 1));
  }
}
