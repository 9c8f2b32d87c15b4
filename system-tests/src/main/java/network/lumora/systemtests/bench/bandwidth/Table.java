package network.lumora.systemtests.bench.bandwidth;

import java.util.List;
import java.util.Locale;

/** The rows as Markdown, for reading and for docs/benchmarks.md. */
final class Table {
  private static final String HEAD =
      """
      | # | what | target | median | p95 | reached | best published | conditions | runs |
      |---|---|---|---|---|---|---|---|---|\
      """;

  private Table() {}

  static String head() {
    return HEAD;
  }

  static List<String> lines(Row row, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Measured(var figures) ->
          figures.stream().map(figure -> line(row, figure)).toList();
      case Outcome.NotMeasured(var reason) ->
          List.of(line(row, "not measured", "", "", reason, ""));
    };
  }

  private static String line(Row row, Figure figure) {
    return line(
        row,
        number(figure.median(), figure.unit()),
        number(figure.p95(), figure.unit()),
        reached(figure),
        figure.conditions(),
        "" + figure.runs());
  }

  private static String line(
      Row row, String median, String p95, String reached, String conditions, String runs) {
    return String.join(
        " | ",
        "| " + row.id(),
        row.what(),
        row.target().text(),
        median,
        p95,
        reached,
        row.published(),
        conditions,
        runs + " |");
  }

  private static String reached(Figure figure) {
    return figure.target().map(target -> target.isReachedBy(figure) ? "yes" : "no").orElse("–");
  }

  private static String number(double value, String unit) {
    if (Double.isInfinite(value)) {
      return "never";
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value)
        + (unit.isEmpty() ? "" : " " + unit);
  }
}
