package network.lumora.consumer.patience;

import java.time.Duration;

/**
 * How long the coordinator may take.
 *
 * @param connect until a connection stands
 * @param read until the next byte; three of the comments that an event stream sends every 15 s
 * @param call for one whole exchange that is not an event stream
 * @param attempts in all, for one exchange
 */
public record Patience(Duration connect, Duration read, Duration call, int attempts) {
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(45), Duration.ofMinutes(30), 6);

  public Patience {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
  }
}
