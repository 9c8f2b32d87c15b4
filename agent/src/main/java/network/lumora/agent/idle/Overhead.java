package network.lumora.agent.idle;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes the line's counter shows for each of ours: headers of packets, frames and tunnels.
 * Learnt from the leanest of some stretches, because others' traffic only adds. Not thread-safe.
 */
final class Overhead {
  /** Ethernet, IPv4 and TCP headers for each 1,448 bytes, and a little. */
  private static final double LEAST = 1.06;

  /** A tunnel in a tunnel. */
  private static final double MOST = 1.15;

  private static final long STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Less of ours in a stretch says little. */
  private static final long LEAST_OWN_BYTES = 32 * 1024;

  private final double[] stretches = new double[16];
  private int count;
  private boolean begun;
  private long sinceNanos;
  private long lineBytes;
  private long ownBytes;
  private double ratio = LEAST;

  Overhead() {
    Arrays.fill(stretches, LEAST);
  }

  void add(long atNanos, long line, long own) {
    if (!begun || atNanos - sinceNanos >= STRETCH_NANOS) {
      if (begun && own - ownBytes >= LEAST_OWN_BYTES) {
        learn((double) (line - lineBytes) / (own - ownBytes));
      }
      begun = true;
      sinceNanos = atNanos;
      lineBytes = line;
      ownBytes = own;
    }
  }

  private void learn(double seen) {
    stretches[count % stretches.length] = seen;
    count++;
    ratio = Math.clamp(Arrays.stream(stretches).min().orElse(LEAST), LEAST, MOST);
  }

  /** At least one. */
  double ratio() {
    return ratio;
  }

  /** The next stretch begins anew. */
  void interrupt() {
    begun = false;
  }
}
