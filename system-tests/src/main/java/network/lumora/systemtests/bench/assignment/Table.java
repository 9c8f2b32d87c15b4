package network.lumora.systemtests.bench.assignment;

import java.util.List;
import java.util.Locale;

/** The results as Markdown. */
final class Table {

  private Table() {}

  static List<String> head() {
    return List.of(
        "| scenario | assignment | p50 | p99 | p99.9 | bytes over more than 100 ms | max/mean | Jain"
            + " | got nothing | second tries |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
  }

  static String line(Scenario scenario, Contender contender, Result result) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f s | %.2f s | %.2f s | %.1f %% | %.1f | %.2f | %.1f %% | %.1f %% |",
        scenario.name(),
        contender.name(),
        result.p50Millis() / 1000,
        result.p99Millis() / 1000,
        result.p999Millis() / 1000,
        100 * result.longPathShare(),
        result.imbalance(),
        result.jain(),
        100 * result.idleShare(),
        100 * result.secondShare());
  }
}
