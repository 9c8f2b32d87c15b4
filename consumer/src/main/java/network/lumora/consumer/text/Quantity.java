package network.lumora.consumer.text;

import java.util.Locale;

/** Numbers with units as people read them. */
public final class Quantity {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Quantity() {}

  /** In decimal units: {@code 1.2 MB}. */
  public static String bytes(long count) {
    double value = count;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** The two largest units: {@code 2 h 05 min}, {@code 3 min 20 s}, {@code 12 s}. */
  public static String seconds(long count) {
    if (count >= 3_600) {
      return String.format(Locale.ROOT, "%d h %02d min", count / 3_600, count / 60 % 60);
    }
    return count >= 60
        ? String.format(Locale.ROOT, "%d min %02d s", count / 60, count % 60)
        : count + " s";
  }

  /** {@code part} of {@code whole} as a bar {@code width} characters wide. */
  public static String bar(long part, long whole, int width) {
    int filled = whole <= 0 ? 0 : (int) Math.clamp(width * (double) part / whole, 0, width);
    return "#".repeat(filled) + ".".repeat(width - filled);
  }
}
