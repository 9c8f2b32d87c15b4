package network.lumora.coordinator.settle;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.book.SessionEntries;
import network.lumora.proof.receipt.WindowRules;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what both ends of sessions have signed into the outbox: when a session is over, when nothing
 * more came of it for a while, and before an epoch ends. Thread-safe.
 *
 * <p>An entry and up to which receipt it counts are written down together, so a crash repeats and
 * loses nothing. What is signed later counts with the next entry of the same session.
 */
public final class SessionFeed implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFeed.class);

  /** Signatures made in one change of the book: some milliseconds. */
  private static final int BATCH = 64;

  /** Its ends tell of it every ten seconds, so it has ended without a word. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  private static final long LOOK_MILLIS = 5_000;

  /** For a look that is under way. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Books books;
  private final LogFeed feed;
  private final Signer coordinator;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  public SessionFeed(Books books, LogFeed feed, Signer coordinator, InstantSource clock) {
    this.books = books;
    this.feed = feed;
    this.coordinator = coordinator;
    this.clock = clock;
  }

  public void start() {
    thread = Thread.ofVirtual().name("session-feed").start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      turn();
    } catch (IOException e) {
      LOG.warn("sessions cannot be counted now: {}", e.getMessage());
    } catch (ProtocolException | RuntimeException e) {
      LOG.error("a look at sessions failed", e);
    }
  }

  /** Enters those that are over, or quiet. */
  void turn() throws IOException, ProtocolException {
    enter(clock.instant().minus(QUIET));
  }

  /** Its provider says that it is over: its last receipt has come, or comes from its payer. */
  public void over(String grantId, PublicKey provider) throws IOException, ProtocolException {
    books.write(
        book -> {
          book.sessionEntries().over(grantId, provider);
          return true;
        });
    turn();
  }

  /** Enters all that is signed, however new: an epoch is about to end. */
  public void enterAll() throws IOException, ProtocolException {
    enter(clock.instant().plus(WindowRules.MAX_CLOCK_SKEW).plusMillis(1));
  }

  private void enter(Instant quiet) throws IOException, ProtocolException {
    boolean more = !books.read(book -> book.sessionEntries().due(quiet, 1)).isEmpty();
    while (more) {
      int entered = books.write(book -> enter(book, quiet));
      feed.nudge();
      more = entered == BATCH;
    }
  }

  private int enter(Book book, Instant quiet) throws IOException {
    var due = book.sessionEntries().due(quiet, BATCH);
    for (var session : due) {
      enter(book, session);
    }
    return due.size();
  }

  private void enter(Book book, SessionEntries.Due due) throws IOException {
    var counted = new SessionCounted(coordinator.publicKey(), due.grant(), due.receipt());
    var entry = statements.sign(counted, coordinator);
    long number = book.sessionEntries().enter(due, entry);
    book.outbox().add(new Outbox.SessionCounts(number, due.provider()), entry);
  }

  @Override
  public void close() {
    closed.countDown();
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
