package network.lumora.agent.idle;

/**
 * How a test's bytes are on the line.
 *
 * <p>Datagrams are told to the byte by the thread that moves them. A stream's bytes are told by
 * other threads, without the headers of their packets, which are 66 bytes for 1,448 with Ethernet,
 * IPv4 and TCP; as many go back for each packet at most. What IPv6 adds is less than what of others
 * is ignored.
 */
public enum Tested {
  DATAGRAMS(1, 0, 1),
  STREAM_DOWN(1.046, 0.046, 2),
  STREAM_UP(1.046, 0.046, 2);

  /** On the line for each byte that is told. */
  final double headers;

  /** On the line in the other direction, at most. */
  final double answers;

  /** Others are believed when they are seen so often in a row. */
  final int looks;

  Tested(double headers, double answers, int looks) {
    this.headers = headers;
    this.answers = answers;
    this.looks = looks;
  }
}
