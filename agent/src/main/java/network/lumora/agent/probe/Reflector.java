package network.lumora.agent.probe;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Turns probes into echoes. One thread.
 *
 * <p>An echo is no longer than its probe and is no probe itself, so nothing grows and nothing goes
 * round. Beyond a rate probes are left unanswered.
 */
public final class Reflector {
  /** Of all who ask: 200 agents that transfer. */
  private static final int MOST_PER_SECOND = 20_000;

  private final int mostPerSecond;
  private long secondStartedNanos;
  private int inSecond;

  public Reflector() {
    this(MOST_PER_SECOND);
  }

  Reflector(int mostPerSecond) {
    this.mostPerSecond = mostPerSecond;
  }

  /**
   * Makes an echo of the datagram in its place.
   *
   * @param datagram from its position to its limit
   * @return whether it is to be sent back
   */
  public boolean reflect(ByteBuffer datagram, long nowNanos) {
    if (!ProbeDatagram.is(ProbeDatagram.PROBE, datagram) || !hasRoom(nowNanos)) {
      return false;
    }
    int start = datagram.position();
    datagram.put(start, ProbeDatagram.ECHO);
    datagram.putLong(start + ProbeDatagram.REFLECTED, TimeUnit.NANOSECONDS.toMicros(nowNanos));
    return true;
  }

  private boolean hasRoom(long nowNanos) {
    if (nowNanos - secondStartedNanos >= TimeUnit.SECONDS.toNanos(1) || inSecond == 0) {
      secondStartedNanos = nowNanos;
      inSecond = 0;
    }
    inSecond++;
    return inSecond <= mostPerSecond;
  }
}
