package network.lumora.agent.challenge;

import java.nio.ByteBuffer;

/**
 * One end of a slot: what it does follows from datagrams and time alone.
 *
 * <p>One thread drives it, by a clock in nanoseconds that never goes back. Only {@link #abort} may
 * be called by another.
 */
public interface SlotEnd {
  /** Nothing is due but what a datagram brings. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Does what is due.
   *
   * @return when something is due next, or {@link #NEVER}
   */
  long due(long nanos, Path path);

  /** Takes a datagram that came from the other end; what makes no sense is passed over. */
  void received(ByteBuffer datagram, long nanos, Path path);

  /** Whether it is over; then it must not be driven any more. */
  boolean isOver();

  /** Ends it at the next {@link #due}: the user needs the line. */
  void abort();
}
