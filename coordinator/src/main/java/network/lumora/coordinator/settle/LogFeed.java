package network.lumora.coordinator.settle;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.book.Outbox;
import network.lumora.ledger.order.AppendResult;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the outbox into the public log, in its order.
 *
 * <p>Book and log are two files, so each step may be the last before a crash. An entry leaves the
 * outbox only when its place is written down, and the log takes the same bytes once; so going
 * through the outbox again after a crash repeats nothing and loses nothing. Decision 0006.
 *
 * <p>One thread calls {@link #step}, which {@link #start} does; everything else is thread-safe.
 */
public final class LogFeed implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);

  /** Entries that go to the log at once. */
  private static final int BATCH = 256;

  private static final long RETRY_MILLIS = 1_000;

  /** Not every end of an order is told by a nudge: a page may be given up. One short read. */
  private static final long LOOK_MILLIS = 500;

  /** For a step that is under way. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Books books;
  private final PublicLog log;
  private final Announcements announcements;
  private final InstantSource clock;
  private final DocumentCodec documents = new DocumentCodec();
  private final Semaphore nudges = new Semaphore(0);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private long through;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  public LogFeed(Books books, PublicLog log, Announcements announcements, InstantSource clock) {
    this.books = books;
    this.log = log;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Hears what is in the log for good. Must not wait. */
  public interface Announcements {
    void isLogged(Outbox.Subject subject);
  }

  public void start() {
    thread = Thread.ofVirtual().name("log-feed").start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        while (step() && !closed) {}
        var _ = nudges.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        nudges.drainPermits();
      } catch (IOException e) {
        LOG.warn("the public log waits: {}", e.getMessage());
        rest();
      } catch (InterruptedException e) {
        closed = true;
      } catch (ProtocolException | RuntimeException e) {
        LOG.error("a step of the public log failed", e);
        rest();
      }
    }
  }

  private void rest() {
    try {
      nudges.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      nudges.release();
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Something is in the outbox. */
  public void nudge() {
    if (nudges.availablePermits() == 0) {
      nudges.release();
    }
  }

  /** Brings the next entries into the log; false if there are none. */
  public boolean step() throws IOException, ProtocolException {
    var entries = books.read(book -> book.outbox().first(BATCH));
    if (entries.isEmpty()) {
      return false;
    }
    var results =
        log.append(entries.stream().map(entry -> documents.writeBytes(entry.envelope())).toList());
    books.write(book -> record(book, entries, results));
    entries.forEach(entry -> announcements.isLogged(entry.subject()));
    advance(entries.getLast().number());
    return true;
  }

  private boolean record(Book book, List<Outbox.Entry> entries, List<AppendResult> results)
      throws IOException {
    for (int i = 0; i < entries.size(); i++) {
      var subject = entries.get(i).subject();
      switch (results.get(i)) {
        case AppendResult.Appended(var index) -> recordPlace(book, subject, index);
        case AppendResult.AlreadyThere(var index) -> recordPlace(book, subject, index);
        case AppendResult.Refused(var rule, var detail) ->
            recordRefusal(book, subject, rule + ": " + detail);
      }
      book.outbox().remove(entries.get(i).number());
    }
    return true;
  }

  private void recordPlace(Book book, Outbox.Subject subject, long index) throws IOException {
    switch (subject) {
      case Outbox.OrderBegins(var id) -> begin(book, id);
      case Outbox.DeliveryCounts counts -> book.deliveries().setIndex(counts.number(), index);
      case Outbox.EpochEnds _ -> book.openEpoch().follow(index, clock.instant());
      case Outbox.LineIsProven(var id, _) -> book.lines().setIndex(id, index);
      case Outbox.SessionCounts(var number, _) -> book.sessionEntries().setIndex(number, index);
      case Outbox.OrderEnds(var id) -> complete(book, id);
      case Outbox.LinksAreFound _ -> {}
    }
  }

  private static void begin(Book book, String orderId) throws IOException {
    var order = book.orders().find(orderId);
    if (order.isPresent() && order.get().phase() == Order.Phase.ENTERING) {
      book.orders().setPhase(orderId, Order.Phase.OPEN);
      book.tasks().enqueue(orderId, order.get().pages());
    }
  }

  /** What its pages' receipts are is in the log before this. */
  private static void complete(Book book, String orderId) throws IOException {
    if (book.orders().phase(orderId).equals(Optional.of(Order.Phase.SETTLING))) {
      book.orders().setPhase(orderId, Order.Phase.COMPLETE);
    }
  }

  private static void recordRefusal(Book book, Outbox.Subject subject, String reason)
      throws IOException {
    LOG.error("the public log refused {}: {}", subject.getClass().getSimpleName(), reason);
    switch (subject) {
      case Outbox.OrderBegins(var id) -> {
        book.orders().setPhase(id, Order.Phase.CANCELLED);
        book.tasks().dropWaiting(id);
        book.orders().setClosed(id);
      }
      case Outbox.DeliveryCounts counts -> book.deliveries().setRefused(counts.number(), reason);
      case Outbox.LineIsProven(var id, _) -> book.lines().remove(id);
      case Outbox.SessionCounts(var number, _) -> book.sessionEntries().remove(number);
      case Outbox.OrderEnds(var id) -> complete(book, id);
      case Outbox.EpochEnds _, Outbox.LinksAreFound _ -> {}
    }
  }

  private void advance(long number) {
    lock.lock();
    try {
      through = Math.max(through, number);
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until an entry of the outbox has been to the log.
   *
   * @throws TimeoutException if that takes longer; it stays in the outbox
   */
  public void await(long number, Duration patience) throws TimeoutException, InterruptedException {
    nudge();
    lock.lock();
    try {
      long left = patience.toNanos();
      while (through < number && left > 0) {
        left = advanced.awaitNanos(left);
      }
      if (through < number) {
        throw new TimeoutException("the public log did not take the entry in time");
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    nudge();
    var running = thread;
    if (running != null) {
      try {
        running.join(STOP_PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
