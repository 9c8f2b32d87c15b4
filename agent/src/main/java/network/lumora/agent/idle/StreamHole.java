package network.lumora.agent.idle;

import java.util.concurrent.TimeUnit;

/**
 * Whether a stream lacks a packet that was lost. What comes after it waits in the system, where it
 * cannot be counted, and looks like somebody else's until all that was lost has come again. Not
 * thread-safe.
 */
final class StreamHole {
  /** So much comes for others at most while nothing comes for us: they share the line's queue. */
  private static final long MOST_OF_OTHERS_BYTES = 16 * 1514;

  /** A few round trips. */
  private static final long MENDED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private boolean hasBegun;
  private long ownBytes;
  private long lineBytes;
  private long mendedNanos;

  void forget() {
    hasBegun = false;
  }

  /**
   * @param line what it has carried
   * @param own what of it has come for us in order, read or not
   * @return whether what is not ours is somebody else's, as far as can be told now
   */
  boolean isWhole(long nowNanos, long line, long own) {
    if (!hasBegun || own != ownBytes) {
      mendedNanos = hasBegun ? mendedNanos : nowNanos;
      hasBegun = true;
      ownBytes = own;
      lineBytes = line;
      return nowNanos - mendedNanos >= 0;
    }
    if (line - lineBytes > MOST_OF_OTHERS_BYTES) {
      mendedNanos = nowNanos + MENDED_NANOS;
    }
    return false;
  }
}
