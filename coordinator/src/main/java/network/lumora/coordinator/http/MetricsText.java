package network.lumora.coordinator.http;

import java.util.List;
import java.util.Locale;
import network.lumora.coordinator.view.Metric;

/** Writes metrics in Prometheus' text format 0.0.4. */
final class MetricsText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private MetricsText() {}

  static String of(List<Metric> metrics) {
    var text = new StringBuilder();
    metrics.forEach(metric -> add(text, metric));
    return text.toString();
  }

  private static void add(StringBuilder text, Metric metric) {
    line(text, "# HELP", metric.name(), escaped(metric.help()));
    line(text, "# TYPE", metric.name(), metric.type().name().toLowerCase(Locale.ROOT));
    metric
        .values()
        .forEach(
            (kind, value) ->
                line(text, metric.name() + labels(metric, kind), Long.toString(value)));
  }

  private static void line(StringBuilder text, String... words) {
    text.append(String.join(" ", words)).append('\n');
  }

  private static String labels(Metric metric, String kind) {
    return metric.label().isEmpty()
        ? ""
        : "{%s=\"%s\"}".formatted(metric.label(), escaped(kind).replace("\"", "\\\""));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
