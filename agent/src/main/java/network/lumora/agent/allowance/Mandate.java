package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import network.lumora.agent.policy.Conditions;
import network.lumora.agent.policy.Connection;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Policy;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.policy.Surroundings;
import network.lumora.agent.policy.Verdict;

/**
 * What the host, the machine and the counters allow together, judged when something has changed.
 * Thread-safe; asking again costs a look at the clock.
 */
final class Mandate {
  /** A verdict with the time in which it holds; a clock that was set leaves it. */
  private record Judged(Verdict verdict, Instant from) {
    boolean holdsAt(Instant now) {
      return !now.isBefore(from) && now.isBefore(verdict.holdsUntil());
    }
  }

  private final Caps caps;
  private final InstantSource clock;
  private final ZoneId zone;
  private Settings settings;
  private Optional<Pause> pause;
  private Optional<String> storageFault = Optional.empty();
  private Surroundings surroundings = Surroundings.UNKNOWN;
  private volatile Optional<Judged> judged = Optional.empty();

  Mandate(Caps caps, InstantSource clock, ZoneId zone, Settings settings, Optional<Pause> pause) {
    this.caps = caps;
    this.clock = clock;
    this.zone = zone;
    this.settings = settings;
    this.pause = pause;
  }

  Verdict verdict() {
    var now = clock.instant();
    var known = judged;
    return known.isPresent() && known.get().holdsAt(now) ? known.get().verdict() : judge(now);
  }

  private synchronized Verdict judge(Instant now) {
    var verdict = Policy.judge(settings, conditions(now));
    judged = Optional.of(new Judged(verdict, now));
    return verdict;
  }

  /** As they are now; a connection is taken for granted. */
  synchronized Conditions conditions() {
    return conditions(clock.instant());
  }

  private Conditions conditions(Instant now) {
    try {
      caps.turnTo(now);
    } catch (IOException e) {
      storageFault = Optional.of(String.valueOf(e.getMessage()));
    }
    return new Conditions(
        now, zone, caps.used(), pause, surroundings, storageFault, Connection.CONNECTED);
  }

  /** The counters say something new. */
  synchronized void judgeAnew() {
    judged = Optional.empty();
  }

  synchronized Settings settings() {
    return settings;
  }

  synchronized void follow(Settings wanted) throws IOException {
    caps.follow(wanted);
    settings = wanted;
    judged = Optional.empty();
  }

  synchronized void pause(Optional<Pause> wanted) {
    pause = wanted;
    judged = Optional.empty();
  }

  synchronized void storageFault(Optional<String> detail) {
    storageFault = detail;
    judged = Optional.empty();
  }

  synchronized boolean hasStorageFault() {
    return storageFault.isPresent();
  }

  /** Whether it made a difference. */
  synchronized boolean surroundings(UnaryOperator<Surroundings> change) {
    var before = surroundings;
    surroundings = change.apply(before);
    judged = surroundings.equals(before) ? judged : Optional.empty();
    return !surroundings.equals(before);
  }
}
