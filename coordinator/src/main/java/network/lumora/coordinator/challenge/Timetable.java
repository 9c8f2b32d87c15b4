package network.lumora.coordinator.challenge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.lumora.protocol.identity.PublicKey;

/**
 * When each agent's line is challenged next: after waits that nobody can foresee (exponential, so
 * that the times of one agent are a Poisson process). For one thread.
 */
final class Timetable {
  private final RandomGenerator random;
  private final Map<PublicKey, Instant> due = new HashMap<>();

  Timetable(RandomGenerator random) {
    this.random = random;
  }

  /** Forgets who is not there; gives those that are new a first time. */
  void covers(Collection<PublicKey> present, Duration first, Instant now) {
    due.keySet().retainAll(present);
    present.forEach(agent -> due.computeIfAbsent(agent, _ -> now.plus(wait(first))));
  }

  void set(PublicKey agent, Duration mean, Instant now) {
    due.put(agent, now.plus(wait(mean)));
  }

  private Duration wait(Duration mean) {
    return Duration.ofMillis(Math.round(mean.toMillis() * random.nextExponential()));
  }

  /** Whose turn it is among these: the one that has waited longest beyond its time. */
  Optional<PublicKey> next(Collection<PublicKey> willing, Instant now) {
    return willing.stream()
        .filter(agent -> !due.getOrDefault(agent, Instant.MAX).isAfter(now))
        .min(Comparator.comparing(agent -> due.getOrDefault(agent, Instant.MAX)));
  }
}
