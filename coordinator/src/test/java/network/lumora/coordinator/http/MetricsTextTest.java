package network.lumora.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.lumora.coordinator.view.Metric;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

  @Test
  void writesEachMetricWithItsHelpItsTypeAndAValueForEachKind() {
    var byKind = new TreeMap<>(Map.of("BUSY", 2L, "PAUSED", 1L));

    var text =
        MetricsText.of(
            List.of(
                new Metric("lumora_ready", Metric.Type.GAUGE, "1 if ready", "", Map.of("", 1L)),
                new Metric("lumora_no_total", Metric.Type.COUNTER, "Noes", "kind", byKind)));

    assertThat(text)
        .isEqualTo(
            """
            # HELP lumora_ready 1 if ready
            # TYPE lumora_ready gauge
            lumora_ready 1
            # HELP lumora_no_total Noes
            # TYPE lumora_no_total counter
            lumora_no_total{kind="BUSY"} 2
            lumora_no_total{kind="PAUSED"} 1
            """);
  }

  @Test
  void escapesWhatWouldEndALineOrALabel() {
    var odd = new Metric("a", Metric.Type.GAUGE, "b\\c\nd", "kind", Map.of("e\"f\n", 7L));

    assertThat(MetricsText.of(List.of(odd)))
        .isEqualTo("# HELP a b\\\\c\\nd\n# TYPE a gauge\na{kind=\"e\\\"f\\n\"} 7\n");
  }
}
