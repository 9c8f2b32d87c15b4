package network.lumora.protocol.units;

import java.util.Locale;

/** An amount of LMR in millionths; never negative. */
public record MicroLmr(long count) implements Comparable<MicroLmr> {

  public static final MicroLmr NONE = new MicroLmr(0);

  public MicroLmr {
    if (count < 0) {
      throw new IllegalArgumentException("an amount of LMR is negative: " + count);
    }
  }

  /**
   * @throws ArithmeticException beyond 2^63-1
   */
  public MicroLmr plus(MicroLmr other) {
    return new MicroLmr(Math.addExact(count, other.count));
  }

  @Override
  public int compareTo(MicroLmr other) {
    return Long.compare(count, other.count);
  }

  /** For people: {@code 12.000345 LMR}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d.%06d LMR", count / 1_000_000, count % 1_000_000);
  }
}
