package network.lumora.coordinator.settle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.lumora.coordinator.book.Book;
import network.lumora.proof.fraud.LineRate;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.fraud.SelfDealing;
import network.lumora.proof.line.SharedCapacity;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.units.BytesPerSecond;

/** What one transaction of the book sees of lines. For one thread, while the transaction lasts. */
public final class BookLines implements Lines {
  private final Book book;
  private final Map<String, Optional<LineRate.Capacity>> capacities = new HashMap<>();
  private final Map<PublicKey, SelfDealing.Party> parties = new HashMap<>();

  public BookLines(Book book) {
    this.book = book;
  }

  /** Agents name no account but their key yet. */
  @Override
  public SelfDealing.Party party(PublicKey key) throws IOException {
    var known = parties.get(key);
    if (known == null) {
      known = new SelfDealing.Party(key, key, book.links().of(key));
      parties.put(key, known);
    }
    return known;
  }

  /** Empty unless both directions are proven of somebody behind the line. */
  @Override
  public Optional<LineRate.Capacity> capacity(String linkId) throws IOException {
    var known = capacities.get(linkId);
    if (known == null) {
      known = proven(linkId);
      capacities.put(linkId, known);
    }
    return known;
  }

  private Optional<LineRate.Capacity> proven(String linkId) throws IOException {
    var up = most(linkId, ChallengeDirection.UP);
    var down = most(linkId, ChallengeDirection.DOWN);
    return up.isEmpty() || down.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineRate.Capacity(up.get(), down.get()));
  }

  private Optional<BytesPerSecond> most(String linkId, ChallengeDirection direction)
      throws IOException {
    var alone = new ArrayList<BytesPerSecond>();
    for (var agent : book.links().agentsOn(linkId)) {
      int oneOf = book.absences().oneOf(agent);
      book.lines()
          .proven(agent, direction)
          .ifPresent(whole -> alone.add(SharedCapacity.part(whole, oneOf)));
    }
    return SharedCapacity.of(alone);
  }
}
