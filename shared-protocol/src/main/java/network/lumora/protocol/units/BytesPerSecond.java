package network.lumora.protocol.units;

/** A rate of transfer; never negative. */
public record BytesPerSecond(long count) implements Comparable<BytesPerSecond> {

  public BytesPerSecond {
    if (count < 0) {
      throw new IllegalArgumentException("a rate is negative: " + count);
    }
  }

  @Override
  public int compareTo(BytesPerSecond other) {
    return Long.compare(count, other.count);
  }
}
