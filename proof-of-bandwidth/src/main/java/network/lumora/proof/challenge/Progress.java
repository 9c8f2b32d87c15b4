package network.lumora.proof.challenge;

/**
 * How many bytes had come at which time, one step after another. One thread.
 *
 * <p>Room for all steps is taken at the start, so that noting one allocates nothing.
 */
public final class Progress {
  private final long[] nanos;
  private final long[] bytes;
  private int size;

  public Progress(int capacity) {
    nanos = new long[capacity];
    bytes = new long[capacity];
  }

  /**
   * Notes that {@code total} bytes had come at {@code when}.
   *
   * @throws IllegalArgumentException if time or bytes go back
   * @throws IllegalStateException beyond the capacity
   */
  public void add(long when, long total) {
    if (size == nanos.length) {
      throw new IllegalStateException("no room for more than " + size + " steps");
    }
    if (size > 0 && (when < nanos[size - 1] || total < bytes[size - 1])) {
      throw new IllegalArgumentException("a step goes back");
    }
    nanos[size] = when;
    bytes[size] = total;
    size++;
  }

  public int size() {
    return size;
  }

  /** When the step came, on the clock that noted it. */
  public long nanos(int step) {
    return nanos[step];
  }

  /** All bytes up to the step. */
  public long bytes(int step) {
    return bytes[step];
  }

  public long firstNanos() {
    return nanos[0];
  }

  public long lastNanos() {
    return nanos[size - 1];
  }

  /** All bytes; none before the first step. */
  public long totalBytes() {
    return size == 0 ? 0 : bytes[size - 1];
  }
}
