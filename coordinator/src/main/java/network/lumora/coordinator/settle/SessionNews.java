package network.lumora.coordinator.settle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.SessionEntries;
import network.lumora.coordinator.registry.Agents;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.PaidSession;
import network.lumora.protocol.message.PaidSessions;
import network.lumora.protocol.message.ToAgent;

/** Tells both ends of sessions what the public log holds of them. Thread-safe. */
public final class SessionNews {
  /** Answers in memory at once. */
  private static final int PAGE = 64;

  private final Books books;
  private final PublicLog log;
  private final Agents agents;

  public SessionNews(Books books, PublicLog log, Agents agents) {
    this.books = books;
    this.log = log;
    this.agents = agents;
  }

  /** An entry is in the log: its provider hears of it, if it is there. */
  public void tell(PublicKey provider, long number) throws IOException, ProtocolException {
    var address = agents.address(provider);
    var entry = books.read(book -> book.sessionEntries().find(number));
    if (address.isPresent() && entry.isPresent()) {
      address.get().line().send(message(entry.get()));
    }
  }

  /** Gives all that the provider has not stored, in order; {@code to} may wait. */
  public void again(PublicKey provider, Consumer<ToAgent> to)
      throws IOException, ProtocolException {
    long last = 0;
    boolean more = true;
    while (more) {
      long after = last;
      var page = books.read(book -> book.sessionEntries().toTell(provider, after, PAGE));
      for (var entry : page) {
        to.accept(message(entry));
        last = entry.number();
      }
      more = page.size() == PAGE;
    }
  }

  private ToAgent message(SessionEntries.InLog entry) throws IOException {
    return new ToAgent.SessionLogged(entry.entry(), log.evidence(entry.index()));
  }

  /** The provider has it on its disk. */
  public void kept(PublicKey provider, String grantId, long sequence)
      throws IOException, ProtocolException {
    books.write(
        book -> {
          book.sessionEntries().kept(provider, grantId, sequence);
          return true;
        });
  }

  /** What a payer has, the newest first. */
  public PaidSessions paidBy(PublicKey payer) throws IOException, ProtocolException {
    var paid = books.read(book -> book.sessionEntries().paidBy(payer, PaidSessions.MAX));
    List<PaidSession> sessions = new ArrayList<>();
    for (var each : paid) {
      sessions.add(shown(each));
    }
    return new PaidSessions(sessions);
  }

  private PaidSession shown(SessionEntries.Paid paid) throws IOException {
    var inLog = paid.inLog();
    return inLog.isEmpty()
        ? new PaidSession(paid.grant(), paid.receipt(), null, null)
        : new PaidSession(
            paid.grant(), paid.receipt(), inLog.get().entry(), log.evidence(inLog.get().index()));
  }
}
