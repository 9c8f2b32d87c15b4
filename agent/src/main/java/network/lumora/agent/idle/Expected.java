package network.lumora.agent.idle;

/**
 * What ours should come to on the line's counter of one direction, headers and acknowledgements
 * included. Only differences mean something. Not thread-safe.
 */
final class Expected {
  /** One acknowledgement of 66 bytes for two packets the other way, and a little. */
  private static final double ACKNOWLEDGEMENTS = 0.05;

  private final Overhead overhead = new Overhead();
  private double bytes;
  private long ownBefore;
  private long otherWayBefore;
  private boolean begun;

  void interrupt() {
    begun = false;
    overhead.interrupt();
  }

  /**
   * @param own what we counted in this direction
   * @param otherWay what we counted in the other
   */
  void add(long atNanos, long line, long own, long otherWay) {
    overhead.add(atNanos, line, own);
    if (begun) {
      bytes += with(own - ownBefore, otherWay - otherWayBefore);
    }
    begun = true;
    ownBefore = own;
    otherWayBefore = otherWay;
  }

  /** At what was added last. */
  double bytes() {
    return bytes;
  }

  /** At another count than the one that was added last. */
  double bytesAt(long own, long otherWay) {
    return bytes + with(own - ownBefore, otherWay - otherWayBefore);
  }

  private double with(long own, long otherWay) {
    return own * overhead.ratio() + otherWay * ACKNOWLEDGEMENTS;
  }
}
