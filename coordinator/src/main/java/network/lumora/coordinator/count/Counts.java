package network.lumora.coordinator.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts that only grow. Thread-safe; never waits. */
public final class Counts {
  /** For events that have no kinds. */
  public static final String ALL = "";

  /** Kinds are names of enums: there are few. */
  private final Map<Event, Map<String, LongAdder>> counts = new EnumMap<>(Event.class);

  public Counts() {
    for (var event : Event.values()) {
      counts.put(event, new ConcurrentHashMap<>());
    }
  }

  public void add(Event event) {
    add(event, ALL, 1);
  }

  public void add(Event event, Enum<?> kind) {
    add(event, kind.name(), 1);
  }

  public void add(Event event, long many) {
    add(event, ALL, many);
  }

  private void add(Event event, String kind, long many) {
    kinds(event).computeIfAbsent(kind, _ -> new LongAdder()).add(many);
  }

  private Map<String, LongAdder> kinds(Event event) {
    var kinds = counts.get(event);
    if (kinds == null) {
      throw new IllegalStateException("every event is counted");
    }
    return kinds;
  }

  /** By kind; without kinds there is one under {@link #ALL}, and nothing if it never happened. */
  public Map<String, Long> of(Event event) {
    var now = new TreeMap<String, Long>();
    kinds(event).forEach((kind, count) -> now.put(kind, count.sum()));
    return now;
  }

  public long sum(Event event) {
    return kinds(event).values().stream().mapToLong(LongAdder::sum).sum();
  }
}
