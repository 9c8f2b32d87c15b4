package network.lumora.agent.trial;

import network.lumora.agent.allowance.Direction;

/** Sees to it that a test of the line is never in its user's way. Thread-safe; never waits. */
public interface UserWatch {
  /** Whether the line is the user's now: no test may run. */
  boolean isUserThere();

  /** Bytes of a test may move from now on, and everything else of ours waits. */
  void testBegins();

  /** For each {@link #testBegins}. */
  void testEnds();

  /**
   * A datagram of a test passed.
   *
   * @param bytes of headers that its count does not hold, and the line's counters do
   */
  void framed(Direction direction, int bytes);

  /**
   * A moment to look for others beside the test: all its datagrams that have come so far are
   * counted.
   */
  void lookBesideDatagrams();

  /**
   * The same beside a test over a byte stream, at any moment.
   *
   * @param bulk where the stream's bytes go
   */
  void lookBesideStream(Direction bulk);
}
