package network.lumora.coordinator.relay;

import java.time.Duration;
import java.util.Set;

/**
 * What holds for opened destinations.
 *
 * @param lookAgain how old the last look at a proof may be when a relay is asked for
 * @param development {@code host:port} pairs that may be looked at although they are not public
 */
public record DestinationTerms(Duration lookAgain, Set<String> development) {
  public static final DestinationTerms DEFAULT =
      new DestinationTerms(Duration.ofHours(1), Set.of());

  public DestinationTerms {
    development = Set.copyOf(development);
  }
}
