package network.lumora.coordinator.view;

import java.util.Map;

/**
 * One number with a name, as Prometheus knows them, and one value for each kind of it.
 *
 * @param label what its kinds are called; empty if it has none, and then the one value is under ""
 */
public record Metric(String name, Type type, String help, String label, Map<String, Long> values) {

  /** How a metric behaves. */
  public enum Type {
    /** Goes up and down. */
    GAUGE,
    /** Grows until the program ends. */
    COUNTER
  }

  static Metric gauge(String name, String help, long value) {
    return new Metric(name, Type.GAUGE, help, "", Map.of("", value));
  }
}
