package network.lumora.protocol.relay;

import java.util.concurrent.TimeUnit;

/**
 * What one end of a {@link Multiplexer} bears. Only the first window is known to both ends.
 *
 * @param streams open at once, whoever opened them
 * @param streamBytes that one stream may carry in each direction
 * @param idleNanos after which a stream on which no byte moved is reset
 * @param growthBytes by which all receive windows together may outgrow their first size
 */
public record Limits(int streams, long streamBytes, long idleNanos, long growthBytes) {
  /**
   * A browser opens six connections to a site and rarely more than two hundred in all. Sixteen
   * mebibytes fill a line of a gigabit with a round trip of 100 ms.
   */
  public static final Limits USUAL =
      new Limits(256, 1L << 40, TimeUnit.MINUTES.toNanos(5), 16L << 20);

  /** The most that is held of bytes that wait to be read. */
  public long mostBytes() {
    return (long) streams * Incoming.FIRST_WINDOW_BYTES + growthBytes;
  }
}
