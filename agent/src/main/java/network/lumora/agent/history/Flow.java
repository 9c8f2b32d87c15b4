package network.lumora.agent.history;

/** Bytes of both directions; never negative. */
public record Flow(long up, long down) {
  public static final Flow NOTHING = new Flow(0, 0);

  public Flow {
    if (up < 0 || down < 0) {
      throw new IllegalArgumentException("bytes are negative: %d up, %d down".formatted(up, down));
    }
  }

  public Flow plus(Flow more) {
    return new Flow(up + more.up, down + more.down);
  }

  /** Nothing where {@code part} is more: the two were not read at the same instant. */
  Flow without(Flow part) {
    return new Flow(Math.max(0, up - part.up), Math.max(0, down - part.down));
  }

  /** The bytes from one second to another of {@code seconds}; parts add up to the whole. */
  Flow share(int from, int to, int seconds) {
    return new Flow(share(up, from, to, seconds), share(down, from, to, seconds));
  }

  private static long share(long bytes, int from, int to, int seconds) {
    return upTo(bytes, to, seconds) - upTo(bytes, from, seconds);
  }

  /** {@code bytes * to / seconds} without its overflow. */
  private static long upTo(long bytes, int to, int seconds) {
    return bytes / seconds * to + bytes % seconds * to / seconds;
  }
}
