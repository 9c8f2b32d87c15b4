package network.lumora.coordinator.order;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.lease.TaskLife;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.LogFeed;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent;

/** Where consumers place, watch and cancel orders. Thread-safe; calls wait for the disk. */
public final class OrderDesk {
  /** Pages of one consumer that may be open at once: ten of the largest orders. */
  public static final long MAX_OPEN_PAGES = 100_000;

  private static final int MAX_LISTED = 100;

  /** How long a consumer waits for its order to be in the public log before it gets an answer. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

  private final Books books;
  private final Agents agents;
  private final TaskLife life;
  private final LogFeed feed;
  private final PublicLog log;
  private final OrderRules rules;
  private final InstantSource clock;

  public OrderDesk(
      Books books,
      Agents agents,
      TaskLife life,
      LogFeed feed,
      PublicLog log,
      PublicKey coordinator,
      InstantSource clock) {
    this.books = books;
    this.agents = agents;
    this.life = life;
    this.feed = feed;
    this.log = log;
    this.rules = new OrderRules(coordinator);
    this.clock = clock;
  }

  /**
   * An order that is written down.
   *
   * @param isNew false if the same was posted before
   */
  public record Placed(OrderStatus status, boolean isNew) {}

  /** Takes an order; on return it is durable. */
  public Placed place(PublicKey consumer, OrderRequest request)
      throws IOException, ProtocolException {
    var checked = rules.check(consumer, request);
    var now = clock.instant();
    long number =
        books.write(
            book -> {
              if (isThere(book, checked)) {
                return -1L;
              }
              OrderRules.requireFresh(checked.head(), now);
              requireRoom(book, checked);
              book.orders()
                  .add(
                      checked.head(),
                      checked.headSha256(),
                      request.head(),
                      request.instructions(),
                      now);
              return book.outbox()
                  .add(new Outbox.OrderBegins(checked.head().orderId()), request.head());
            });
    if (number >= 0) {
      awaitLogged(number);
    }
    return new Placed(status(consumer, checked.head().orderId()), number >= 0);
  }

  private static boolean isThere(Book book, OrderRules.Checked checked)
      throws IOException, ProtocolException {
    var there = book.orders().find(checked.head().orderId());
    if (there.isPresent() && !there.get().headSha256().equals(checked.headSha256())) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "another order has this id; draw a new random one");
    }
    return there.isPresent();
  }

  private static void requireRoom(Book book, OrderRules.Checked checked)
      throws IOException, ProtocolException {
    long open = book.orders().openPages(checked.head().consumer());
    if (open + checked.head().pageCount() > MAX_OPEN_PAGES) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT,
          "%d pages are open and this order has %d, not more than %d in all; wait or cancel"
              .formatted(open, checked.head().pageCount(), MAX_OPEN_PAGES));
    }
  }

  private void awaitLogged(long number) throws IOException {
    try {
      feed.await(number, LOG_PATIENCE);
    } catch (TimeoutException e) {
      // The order is safe; its status says what it waits for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the order was entered", e);
    }
  }

  /**
   * How an order is.
   *
   * @throws ProtocolException NOT_FOUND also if it is another consumer's
   */
  public OrderStatus status(PublicKey consumer, String id) throws IOException, ProtocolException {
    return statusOf(books.read(book -> find(book, consumer, id)));
  }

  /** A consumer's newest orders, the newest first. */
  public List<OrderStatus> list(PublicKey consumer) throws IOException, ProtocolException {
    return books.read(book -> book.orders().newest(consumer, MAX_LISTED)).stream()
        .map(this::statusOf)
        .toList();
  }

  private OrderStatus statusOf(Order order) {
    return Status.of(order, agents.census().agents());
  }

  private static Order find(Book book, PublicKey consumer, String id)
      throws IOException, ProtocolException {
    return book.orders()
        .find(id)
        .filter(order -> order.consumer().equals(consumer))
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, "this consumer has no such order"));
  }

  /** Ends an order; what is settled stays. Again is no fault. */
  public OrderStatus cancel(PublicKey consumer, String id) throws IOException, ProtocolException {
    var held =
        books.write(
            book -> {
              var phase = find(book, consumer, id).phase();
              return phase == Order.Phase.ENTERING || phase == Order.Phase.OPEN
                  ? life.cancel(book, id)
                  : List.<Lease>of();
            });
    for (var lease : held) {
      agents
          .address(lease.agent())
          .ifPresent(address -> address.line().send(new ToAgent.Cancel(lease.leaseId())));
    }
    feed.nudge();
    return status(consumer, id);
  }

  /** Cursors of settled pages after {@code cursor}, in order. */
  public List<Long> settled(PublicKey consumer, String id, long cursor, int limit)
      throws IOException, ProtocolException {
    return books.read(
        book -> {
          find(book, consumer, id);
          return book.deliveries().logged(id, cursor, limit);
        });
  }

  /** A settled page. Its cursor is its receipt's place in the log, which only grows. */
  public DeliveredPage page(String orderId, long cursor) throws IOException, ProtocolException {
    var result = books.read(book -> book.deliveries().at(cursor));
    return new DeliveredPage(
        new TaskId(orderId, result.page()),
        cursor,
        result.sealed(),
        result.receipt(),
        log.evidence(cursor),
        result.policySha256());
  }
}
