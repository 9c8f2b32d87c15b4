package network.lumora.systemtests.bench;

import java.util.Arrays;
import java.util.Locale;

/** Repeated measurements of one thing. */
final class Figures {
  private final double[] values;

  Figures(double... values) {
    this.values = values.clone();
    Arrays.sort(this.values);
  }

  double median() {
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** For a table: median, and from least to most. */
  String text(String unit) {
    return String.format(
        Locale.ROOT,
        "%s %s (%s to %s, n=%d)",
        number(median()),
        unit,
        number(values[0]),
        number(values[values.length - 1]),
        values.length);
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
