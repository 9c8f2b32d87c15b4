package network.lumora.coordinator.assign;

import java.util.Optional;
import java.util.Set;
import network.lumora.protocol.message.Place;

/**
 * From where a page may be fetched.
 *
 * @param places one of them; from anywhere if there are none
 */
public record Where(Set<Place> places) {
  public static final Where ANYWHERE = new Where(Set.of());

  public Where {
    places = Set.copyOf(places);
  }

  /** Whether an agent there may fetch it; one whose place is unknown only if none is asked for. */
  public boolean allows(Optional<Place> place) {
    return places.isEmpty()
        || (place.isPresent() && places.stream().anyMatch(place.get()::isWithin));
  }
}
