package network.lumora.protocol.units;

/** A non-negative count of bytes. */
public record Bytes(long count) implements Comparable<Bytes> {

  public static final Bytes NONE = new Bytes(0);

  public Bytes {
    if (count < 0) {
      throw new IllegalArgumentException("bytes are negative: " + count);
    }
  }

  public Bytes plus(Bytes other) {
    return new Bytes(Math.addExact(count, other.count));
  }

  public Bytes min(Bytes other) {
    return count <= other.count ? this : other;
  }

  @Override
  public int compareTo(Bytes other) {
    return Long.compare(count, other.count);
  }
}
