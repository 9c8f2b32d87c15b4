package network.lumora.bridge.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refused calls, counted by origin and code for the host to see. Thread-safe. */
public final class Refusals {
  /** What a screen can show; the kinds seen longest ago are forgotten first. */
  private static final int MAX_KINDS = 64;

  /** Of an origin that is worth showing; others are strangers' noise. */
  private static final Pattern SHOWABLE = Pattern.compile("[!-~]{1,100}");

  /**
   * @param origin null if the calls had none that can be shown
   */
  public record Refusal(@Nullable String origin, Code code, long count, Instant lastAt) {}

  private record Kind(@Nullable String origin, Code code) {}

  private final InstantSource clock;
  private final Map<Kind, Refusal> counts = new LinkedHashMap<>(16, 0.75f, true);
  private long total;

  Refusals(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void count(@Nullable String origin, Code code) {
    total++;
    var shown = origin != null && SHOWABLE.matcher(origin).matches() ? origin : null;
    var kind = new Kind(shown, code);
    var before = counts.get(kind);
    long count = before == null ? 1 : before.count() + 1;
    counts.put(kind, new Refusal(shown, code, count, clock.instant()));
    if (counts.size() > MAX_KINDS) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  /** The latest last. */
  public synchronized List<Refusal> list() {
    return List.copyOf(counts.values());
  }

  public synchronized long total() {
    return total;
  }
}
