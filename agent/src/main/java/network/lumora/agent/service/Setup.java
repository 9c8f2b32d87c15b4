package network.lumora.agent.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.lumora.agent.link.CoordinatorAddress;
import network.lumora.protocol.message.Place;

/**
 * What the host has configured.
 *
 * @param apiPorts of the loopback API, tried in this order; 0 for any free one
 * @param developmentDestinations {@code host:port} pairs opened for test sites
 * @param challenger where it challenges the lines of others, if it does
 * @param place where its host says it is, for orders that ask for a place
 * @param relay where it carries for others, if its host lets it
 */
public record Setup(
    Path dataFolder,
    CoordinatorAddress coordinator,
    List<Integer> apiPorts,
    int slots,
    Set<String> developmentDestinations,
    Optional<ChallengerSetup> challenger,
    Optional<Place> place,
    Optional<RelaySetup> relay) {
  /** Those that the extension looks at, then any other, so that a second agent runs as well. */
  public static final List<Integer> STANDARD_PORTS = List.of(17480, 17481, 17482, 17483, 0);

  /** Of an agent that challenges nobody. */
  public Setup(
      Path dataFolder,
      CoordinatorAddress coordinator,
      List<Integer> apiPorts,
      int slots,
      Set<String> developmentDestinations) {
    this(dataFolder, coordinator, apiPorts, slots, developmentDestinations, Optional.empty());
  }

  /** Of a host that does not say where it is, and carries for nobody. */
  public Setup(
      Path dataFolder,
      CoordinatorAddress coordinator,
      List<Integer> apiPorts,
      int slots,
      Set<String> developmentDestinations,
      Optional<ChallengerSetup> challenger) {
    this(
        dataFolder,
        coordinator,
        apiPorts,
        slots,
        developmentDestinations,
        challenger,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it does nothing but challenge others; who runs such a one has agreed to it. */
  boolean onlyChallenges() {
    return challenger.filter(ChallengerSetup::alone).isPresent();
  }

  public Setup {
    apiPorts = List.copyOf(apiPorts);
    developmentDestinations = Set.copyOf(developmentDestinations);
  }
}
