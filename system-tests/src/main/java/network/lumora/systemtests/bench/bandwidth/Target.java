package network.lumora.systemtests.bench.bandwidth;

/** What a row's figures must be, in words and as limits; infinite where there is none. */
public record Target(String text, Limits median, Limits p95) {
  /** From least to most. */
  public record Limits(double least, double most) {
    static final Limits NONE = new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean hold(double value) {
      return least <= value && value <= most;
    }
  }

  public static Target medianAtMost(double most, String text) {
    return new Target(text, new Limits(Double.NEGATIVE_INFINITY, most), Limits.NONE);
  }

  public static Target medianAtLeast(double least, String text) {
    return new Target(text, new Limits(least, Double.POSITIVE_INFINITY), Limits.NONE);
  }

  public static Target p95AtMost(double most, String text) {
    return new Target(text, Limits.NONE, new Limits(Double.NEGATIVE_INFINITY, most));
  }

  public static Target atMost(double median, double p95, String text) {
    return new Target(
        text,
        new Limits(Double.NEGATIVE_INFINITY, median),
        new Limits(Double.NEGATIVE_INFINITY, p95));
  }

  /** Every single value is between these. */
  public static Target always(double least, double most, String text) {
    return new Target(text, new Limits(least, most), new Limits(least, most));
  }

  public boolean isReachedBy(Figure figure) {
    return median.hold(figure.median()) && p95.hold(figure.p95());
  }
}
