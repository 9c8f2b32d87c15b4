package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.util.Optional;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ToAgent;

/** Tells agents what their lines are proven to do. Thread-safe. */
public final class LineNews {
  private final Books books;
  private final PublicLog log;
  private final Agents agents;

  public LineNews(Books books, PublicLog log, Agents agents) {
    this.books = books;
    this.log = log;
    this.agents = agents;
  }

  /** A verdict is in the log. */
  public void tell(PublicKey agent, String challengeId) throws IOException, ProtocolException {
    var address = agents.address(agent);
    var line = books.read(book -> book.lines().find(challengeId));
    if (address.isPresent() && line.isPresent()) {
      message(line.get()).ifPresent(address.get().line()::send);
    }
  }

  /** An agent is there: it hears again what holds, should it have missed it. */
  public void again(PublicKey agent) throws IOException, ProtocolException {
    for (var direction : ChallengeDirection.values()) {
      var newest = books.read(book -> book.lines().newest(agent, direction, 1));
      if (!newest.isEmpty() && newest.getLast().index().isPresent()) {
        tell(agent, newest.getLast().challengeId());
      }
    }
  }

  private Optional<ToAgent> message(ProvenLine line) throws IOException {
    return line.index().isEmpty()
        ? Optional.empty()
        : Optional.of(new ToAgent.LineProved(line.entry(), log.evidence(line.index().getAsLong())));
  }
}
