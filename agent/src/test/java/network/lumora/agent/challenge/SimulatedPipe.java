package network.lumora.agent.challenge;

import java.util.OptionalLong;
import java.util.Random;

/**
 * One direction of a line, computed: a token bucket, a queue with an end, a way, loss and disorder.
 */
final class SimulatedPipe {
  private final double bytesPerNano;
  private final double burstBytes;
  private final double bufferBytes;
  private final long delayNanos;
  private final Random random;
  private double virtualNanos = Double.NEGATIVE_INFINITY;
  private double lossProbability;
  private long jitterNanos;
  private long lastDataNanos;

  SimulatedPipe(
      long bytesPerSecond, long burstBytes, long bufferNanos, long delayNanos, Random random) {
    this.bytesPerNano = bytesPerSecond / 1e9;
    this.burstBytes = burstBytes;
    this.bufferBytes = Math.max(bufferNanos * bytesPerNano, 3_000);
    this.delayNanos = delayNanos;
    this.random = random;
  }

  SimulatedPipe losing(double probability) {
    lossProbability = probability;
    return this;
  }

  SimulatedPipe disordering(long nanos) {
    jitterNanos = nanos;
    return this;
  }

  /** When it comes out at the other end; never if it is lost. */
  OptionalLong carry(int bytes, long nanos) {
    double begun = Math.max(virtualNanos, nanos - burstBytes / bytesPerNano);
    double done = begun + bytes / bytesPerNano;
    double leaves = Math.max(done, (double) nanos);
    if ((leaves - nanos) * bytesPerNano > bufferBytes || random.nextDouble() < lossProbability) {
      return OptionalLong.empty();
    }
    virtualNanos = done;
    lastDataNanos = bytes > 1_000 ? nanos : lastDataNanos;
    long extra = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
    return OptionalLong.of((long) Math.ceil(leaves) + delayNanos + extra);
  }

  /**
   * Whether less than ten milliseconds of bytes wait, as a connection asks before it takes more.
   */
  boolean hasRoom(long nanos) {
    return virtualNanos - nanos < 10_000_000;
  }

  /** When the newest datagram with payload was sent. */
  long lastDataNanos() {
    return lastDataNanos;
  }
}
