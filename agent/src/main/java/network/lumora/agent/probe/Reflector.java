package network.lumora.agent.probe;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Turns probes into echoes. One thread.
 *
 * <p>An echo is no longer than its probe and is no probe itself, so nothing grows and nothing goes
 * round. Beyond a rate, of one address or of all, probes are left unanswered.
 */
public final class Reflector {
  /** Of all who ask: 200 agents that transfer. */
  private static final int MOST_PER_SECOND = 20_000;

  /** Of one address: some agents behind it that transfer at once. */
  private static final int MOST_OF_ONE = 400;

  private final int mostPerSecond;
  private final int mostOfOne;

  /** Of this second, which bounds it. */
  private final Map<InetAddress, Integer> ofEach = new HashMap<>();

  private long secondStartedNanos;
  private int inSecond;

  public Reflector() {
    this(MOST_PER_SECOND, MOST_OF_ONE);
  }

  Reflector(int mostPerSecond, int mostOfOne) {
    this.mostPerSecond = mostPerSecond;
    this.mostOfOne = mostOfOne;
  }

  /**
   * Makes an echo of the datagram in its place.
   *
   * @param datagram from its position to its limit
   * @return whether it is to be sent back
   */
  public boolean reflect(ByteBuffer datagram, InetAddress from, long nowNanos) {
    if (!ProbeDatagram.is(ProbeDatagram.PROBE, datagram) || !hasRoom(from, nowNanos)) {
      return false;
    }
    int start = datagram.position();
    datagram.put(start, ProbeDatagram.ECHO);
    datagram.putLong(start + ProbeDatagram.REFLECTED, TimeUnit.NANOSECONDS.toMicros(nowNanos));
    return true;
  }

  private boolean hasRoom(InetAddress from, long nowNanos) {
    if (nowNanos - secondStartedNanos >= TimeUnit.SECONDS.toNanos(1) || inSecond == 0) {
      secondStartedNanos = nowNanos;
      inSecond = 0;
      ofEach.clear();
    }
    if (inSecond >= mostPerSecond) {
      return false;
    }
    inSecond++;
    return ofEach.merge(from, 1, Integer::sum) <= mostOfOne;
  }
}
