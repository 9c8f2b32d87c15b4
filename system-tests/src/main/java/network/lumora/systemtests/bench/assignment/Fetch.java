package network.lumora.systemtests.bench.assignment;

/**
 * How long a task takes from offer to result: ways to the coordinator, round trips to the source,
 * TCP's slow start, then the agent's bandwidth.
 */
final class Fetch {
  /** Name, connection, TLS 1.3, request. */
  private static final int ROUND_TRIPS_BEFORE_CONTENT = 4;

  /** Ten segments (RFC 6928). */
  private static final double FIRST_WINDOW_BYTES = 14_600;

  private static final double READING_MILLIS = 30;

  /** What an overloaded agent waits for itself, on average. */
  private static final double OVERLOAD_MILLIS = 6_000;

  /** A result has a tenth of its page's bytes and goes up at half the rate. */
  private static final double UPLOAD_PER_BYTE = 0.1 * 2;

  private Fetch() {}

  static double millis(Tenure tenure, Dice dice) {
    var page = tenure.page;
    double bytesPerMilli = tenure.agent.bytesPerSecondForOne() / 1000;
    return 2 * tenure.agent.latencyMillis
        + ROUND_TRIPS_BEFORE_CONTENT * tenure.pathMillis
        + page.thinkMillis
        + contentMillis(page.bytes, tenure.pathMillis, bytesPerMilli)
        + UPLOAD_PER_BYTE * page.bytes / bytesPerMilli
        + READING_MILLIS
        + (tenure.agent.overloaded ? dice.exponential(OVERLOAD_MILLIS) : 0);
  }

  /** The window doubles with each round trip until the bandwidth is full. */
  static double contentMillis(double bytes, double pathMillis, double bytesPerMilli) {
    double left = bytes;
    double window = FIRST_WINDOW_BYTES;
    double millis = 0;
    while (left > window && window < bytesPerMilli * pathMillis) {
      left -= window;
      window *= 2;
      millis += pathMillis;
    }
    return millis + left / bytesPerMilli;
  }
}
