package network.lumora.coordinator.relay;

import java.time.Duration;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.units.Bytes;

/**
 * What one grant of a relay allows; who needs more asks for the next.
 *
 * @param maxBytes in both directions
 */
public record RelayTerms(Bytes maxBytes, Duration maxTime, DestinationTerms destinations) {
  /** With less, two windows on their way would leave nothing. */
  public static final int LEAST_MEBIBYTES = 4;

  public static final int USUAL_MEBIBYTES = 65_536;
  public static final int USUAL_MINUTES = 360;

  public static final RelayTerms DEFAULT =
      of(USUAL_MEBIBYTES, USUAL_MINUTES, DestinationTerms.DEFAULT);

  private static final int MEBIBYTE_SHIFT = 20;

  public RelayTerms {
    if (maxBytes.count() < (long) LEAST_MEBIBYTES << MEBIBYTE_SHIFT) {
      throw new IllegalArgumentException(
          "a grant of a relay is for at least %d MiB".formatted(LEAST_MEBIBYTES));
    }
    if (!maxTime.isPositive() || maxTime.compareTo(Grant.MAX_TIME) > 0) {
      throw new IllegalArgumentException("a grant of a relay lasts a minute to a day");
    }
  }

  public static RelayTerms of(int mebibytes, int minutes, DestinationTerms destinations) {
    return new RelayTerms(
        new Bytes((long) mebibytes << MEBIBYTE_SHIFT), Duration.ofMinutes(minutes), destinations);
  }
}
