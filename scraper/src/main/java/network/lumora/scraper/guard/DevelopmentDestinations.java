package network.lumora.scraper.guard;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code host:port} pairs that the user's own local configuration opened for test sites.
 *
 * <p>Only these may be loopback or private, use another port, or be an address literal, exactly as
 * written ({@code [::1]:8080} for IPv6). Nothing that comes over a network may add to them.
 */
public record DevelopmentDestinations(Set<String> hostsAndPorts) {
  public static final DevelopmentDestinations NONE = new DevelopmentDestinations(Set.of());

  public DevelopmentDestinations {
    hostsAndPorts =
        hostsAndPorts.stream()
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    for (var entry : hostsAndPorts) {
      if (!entry.matches("([a-z0-9.-]+|\\[[0-9a-f:.]+]):[0-9]{1,5}")) {
        throw new IllegalArgumentException("expected host:port, got " + entry);
      }
    }
  }

  boolean opens(Destination destination) {
    return hostsAndPorts.contains(destination.authority());
  }
}
