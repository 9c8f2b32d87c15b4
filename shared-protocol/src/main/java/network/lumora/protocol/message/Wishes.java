package network.lumora.protocol.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How soon and from where an order's pages are wanted.
 *
 * @param deadline pages that nobody has begun by then are dropped; null if there is none
 * @param places agents at one of these do it, as far as agents tell theirs; from anywhere if empty
 */
public record Wishes(Urgency urgency, @Nullable Instant deadline, List<Place> places) {
  /** Of an order that wishes nothing. */
  public static final Wishes NONE = new Wishes(Urgency.NORMAL, null, List.of());

  public static final int MAX_PLACES = 32;

  public Wishes {
    Text.requireRange("number of places", places.size(), 0, MAX_PLACES);
    if (places.stream().distinct().count() != places.size()) {
      throw new IllegalArgumentException("a place comes twice");
    }
    places = List.copyOf(places);
  }
}
