package network.lumora.agent.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** Bytes, rates and durations as people write them. */
final class Units {
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([A-Za-z]*)");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*([smhd])");
  private static final Map<String, Long> FACTORS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);
  private static final String[] NAMES = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Units() {}

  /** For example {@code 50GB}, {@code 1.5 MiB}, {@code none}. */
  static long bytes(String text) {
    var trimmed = text.strip();
    if (trimmed.equalsIgnoreCase("none") || trimmed.equalsIgnoreCase("unlimited")) {
      return 0;
    }
    var match = AMOUNT.matcher(trimmed);
    var factor = match.matches() ? FACTORS.get(match.group(2).toLowerCase(Locale.ROOT)) : null;
    if (factor == null) {
      throw new IllegalArgumentException(
          "expected an amount such as 500MB, 50GB or none, not: " + text);
    }
    try {
      return new BigDecimal(match.group(1))
          .multiply(BigDecimal.valueOf(factor))
          .setScale(0, RoundingMode.DOWN)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("that is more than any line carries: " + text, e);
    }
  }

  /** For example {@code 2MB/s}; the {@code /s} may be left out. */
  static long bytesPerSecond(String text) {
    var trimmed = text.strip();
    if (trimmed.toLowerCase(Locale.ROOT).matches(".*bit.*|.*bps")) {
      throw new IllegalArgumentException(
          "rates are in bytes, not bits: 8 Mbit/s is 1MB/s; got: " + text);
    }
    return bytes(trimmed.endsWith("/s") ? trimmed.substring(0, trimmed.length() - 2) : trimmed);
  }

  /** For example {@code 90s}, {@code 30m}, {@code 2h}, {@code 1d}. */
  static Duration duration(String text) {
    var match = DURATION.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException("expected a time such as 30m, 2h or 1d, not: " + text);
    }
    long count = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** In powers of a thousand, as sold by providers: {@code 1.5 GB}. */
  static String shown(long bytes) {
    double amount = (double) bytes;
    int name = 0;
    while (amount >= 999.95 && name < NAMES.length - 1) {
      amount /= 1_000;
      name++;
    }
    return name == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, NAMES[name]);
  }

  static String shownLimit(long bytes, String suffix) {
    return bytes == 0 ? "no limit" : shown(bytes) + suffix;
  }

  /** As lines are sold. */
  static String megabits(@Nullable BytesPerSecond rate) {
    if (rate == null) {
      return "unknown";
    }
    double megabits = rate.count() * 8 / 1e6;
    return String.format(Locale.ROOT, megabits < 100 ? "%.1f Mbit/s" : "%.0f Mbit/s", megabits);
  }

  /** In the largest unit that is whole at least once. */
  static String ago(Duration age) {
    if (age.toMinutes() < 1) {
      return "just now";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min ago";
    }
    return age.toDays() < 1 ? age.toHours() + " h ago" : age.toDays() + " d ago";
  }
}
