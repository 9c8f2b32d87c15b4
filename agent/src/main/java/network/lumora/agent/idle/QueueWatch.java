package network.lumora.agent.idle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Tells a queue on the line that others stand in from one that is all ours: while that is so,
 * nothing but our bytes comes out of it, as fast as the line goes. A page that begins makes one,
 * since servers send at once what a window takes. Not thread-safe.
 */
final class QueueWatch {
  /** Others who come into a queue of ours are seen within so many ticks. */
  private static final int REMEMBERED = 5;

  /** Looks at which ours are not all, before others are blamed. */
  private static final int SURE = 2;

  /** Of the line. Ours are never so much when there is no queue. */
  private static final double ALL = 0.95;

  /** Bytes on the line, without its frames, for each of ours in packets of the usual size. */
  static final double HEADERS = 1_500.0 / 1_448;

  /** At both ends of what is looked at, one is half seen. */
  private static final int PACKET_BYTES = 1_514;

  private record Seen(long atNanos, long ownBytes) {}

  /** Since a queue is there, the newest last. */
  private final Deque<Seen> seen = new ArrayDeque<>();

  /** Looks in a row at which ours were not all. */
  private int others;

  void forget() {
    seen.clear();
    others = 0;
  }

  /** Whose the queue is. */
  enum Verdict {
    NO_QUEUE,
    /** Not seen often enough: it may be this machine's fault. */
    NOT_KNOWN,
    OURS,
    OTHERS
  }

  /**
   * A look at the line.
   *
   * @param isQueue whether probes wait
   * @param ownBytes that came so far
   */
  Verdict look(boolean isQueue, long nowNanos, long ownBytes, double bytesPerSecond) {
    if (!isQueue) {
      forget();
      return Verdict.NO_QUEUE;
    }
    var first = seen.peekFirst();
    seen.addLast(new Seen(nowNanos, ownBytes));
    if (seen.size() > REMEMBERED) {
      seen.removeFirst();
    }
    if (first == null) {
      return Verdict.NOT_KNOWN;
    }
    boolean isOurs = isOurs(first, nowNanos, ownBytes, bytesPerSecond);
    others = isOurs ? 0 : others + 1;
    return isOurs ? Verdict.OURS : others < SURE ? Verdict.NOT_KNOWN : Verdict.OTHERS;
  }

  private static boolean isOurs(Seen first, long nowNanos, long ownBytes, double bytesPerSecond) {
    double seconds = (double) (nowNanos - first.atNanos) / TimeUnit.SECONDS.toNanos(1);
    double came = HEADERS * (ownBytes - first.ownBytes) + PACKET_BYTES;
    return came >= ALL * bytesPerSecond * seconds;
  }
}
