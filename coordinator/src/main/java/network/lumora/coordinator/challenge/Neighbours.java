package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.line.JointChallenge;
import network.lumora.proof.line.Neighbourhood;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;

/** Which agents could be behind one line, by their addresses. For one thread. */
final class Neighbours {
  private final Stage stage;
  private final Books books;
  private final RandomGenerator random;

  Neighbours(Stage stage, Books books, RandomGenerator random) {
    this.stage = stage;
    this.books = books;
    this.random = random;
  }

  /** Those that have any. */
  static List<PublicKey> among(List<Guest> guests) {
    Map<Neighbourhood, List<PublicKey>> near =
        guests.stream()
            .collect(
                Collectors.groupingBy(
                    Neighbours::neighbourhood,
                    Collectors.mapping(Guest::key, Collectors.toList())));
    return near.values().stream().filter(all -> all.size() > 1).flatMap(List::stream).toList();
  }

  private static Neighbourhood neighbourhood(Guest guest) {
    return Network.narrow(guest.line().publicAddress());
  }

  /**
   * An agent that is proven alone with some such neighbours: first those with whom it shares, then
   * at random. Empty if nothing is proven of it.
   */
  List<JointTrial.Part> group(PublicKey agent, List<Guest> ready)
      throws IOException, ProtocolException {
    var near = near(agent, ready);
    Collections.shuffle(near, random);
    var mates = books.read(book -> book.links().shared()).behindTheLineOf(agent);
    near.sort(Comparator.comparing(guest -> !mates.contains(guest.key())));
    near.sort(Comparator.comparing(guest -> !guest.key().equals(agent)));
    var group = new ArrayList<JointTrial.Part>();
    for (var guest : near) {
      var solo = books.read(book -> book.lines().proven(guest.key(), JointTrial.DIRECTION));
      if (solo.isPresent() && group.size() < JointChallenge.MAX_AGENTS) {
        group.add(new JointTrial.Part(guest, solo.get(), stage.path(guest.key())));
      } else if (guest.key().equals(agent)) {
        return List.of();
      }
    }
    return group;
  }

  private static List<Guest> near(PublicKey agent, List<Guest> ready) {
    var place =
        ready.stream()
            .filter(guest -> guest.key().equals(agent))
            .map(Neighbours::neighbourhood)
            .findFirst();
    return new ArrayList<>(
        ready.stream().filter(guest -> place.equals(Optional.of(neighbourhood(guest)))).toList());
  }
}
