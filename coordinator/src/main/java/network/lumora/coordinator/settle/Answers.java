package network.lumora.coordinator.settle;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Delivery;
import network.lumora.coordinator.registry.Agents;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToAgent;

/** What an agent is told about a delivery, whenever it asks. Thread-safe. */
public final class Answers {
  /** Answers in memory at once. */
  private static final int PAGE = 64;

  private final Books books;
  private final PublicLog log;
  private final Agents agents;

  public Answers(Books books, PublicLog log, Agents agents) {
    this.books = books;
    this.log = log;
    this.agents = agents;
  }

  /** Empty while the receipt is on its way to the log. */
  public Optional<ToAgent> of(Delivery delivery) throws IOException, ProtocolException {
    return switch (delivery.fate()) {
      case Delivery.Unpaid(var reason, var detail) ->
          Optional.of(new ToAgent.Unpaid(delivery.sequence(), reason, detail));
      case Delivery.Counted(var receipt, var index) ->
          index.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new ToAgent.Settled(
                      delivery.sequence(), receipt, log.evidence(index.getAsLong())));
    };
  }

  /** Tells the agent, if it is there; if not, it asks when it comes back. */
  public void tell(PublicKey agent, long sequence) throws IOException, ProtocolException {
    var address = agents.address(agent);
    var delivery = books.read(book -> book.deliveries().find(agent, sequence));
    if (address.isPresent() && delivery.isPresent()) {
      of(delivery.get()).ifPresent(address.get().line()::send);
    }
  }

  /**
   * Takes an agent's word on what is settled at its side.
   *
   * @return up to which sequence everything is stored here
   */
  public long acknowledge(PublicKey agent, long through) throws IOException, ProtocolException {
    if (through == 0) {
      return books.read(book -> book.deliveries().receivedThrough(agent));
    }
    return books.write(
        book -> {
          book.deliveries().acknowledge(agent, through);
          return book.deliveries().receivedThrough(agent);
        });
  }

  /** Gives every answer after a sequence again, in order; {@code to} may wait. */
  public void again(PublicKey agent, long after, Consumer<ToAgent> to)
      throws IOException, ProtocolException {
    long last = after;
    boolean more = true;
    while (more) {
      long from = last;
      var page = books.read(book -> book.deliveries().after(agent, from, PAGE));
      for (var delivery : page) {
        of(delivery).ifPresent(to);
        last = delivery.sequence();
      }
      more = page.size() == PAGE;
    }
  }
}
