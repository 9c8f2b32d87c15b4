package network.lumora.agent.history;

/**
 * What is known of a second, a minute or an hour.
 *
 * @param seconds of it that are known
 * @param exactSeconds of these that were measured one by one
 * @param otherSeconds of these in which the line's counters could be read
 */
public record Sum(int seconds, int exactSeconds, Flow own, int otherSeconds, Flow other) {
  public static final Sum NOTHING = new Sum(0, 0, Flow.NOTHING, 0, Flow.NOTHING);

  public Sum plus(Sum more) {
    return new Sum(
        seconds + more.seconds,
        exactSeconds + more.exactSeconds,
        own.plus(more.own),
        otherSeconds + more.otherSeconds,
        other.plus(more.other));
  }
}
