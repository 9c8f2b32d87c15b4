package network.lumora.coordinator.settle;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends epochs when their time is over.
 *
 * <p>When an epoch began is in the book, so a restart changes nothing. One without a contribution
 * is not ended: its time begins anew, so that a first page after a long silence does not earn a
 * whole pool at once.
 */
public final class EpochTimer implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(EpochTimer.class);

  private static final long LOOK_MILLIS = 1_000;

  /** For an end that is under way. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Books books;
  private final Epochs epochs;
  private final Duration length;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  /**
   * @param length of an epoch; zero if only commands end it
   */
  public EpochTimer(Books books, Epochs epochs, Duration length, InstantSource clock) {
    this.books = books;
    this.epochs = epochs;
    this.length = length;
    this.clock = clock;
  }

  public void start() {
    if (length.isPositive()) {
      thread = Thread.ofVirtual().name("epoch-timer").start(this::run);
    }
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      turn();
    } catch (IOException e) {
      LOG.warn("the epoch cannot be ended now: {}", e.getMessage());
    } catch (ProtocolException | RuntimeException e) {
      LOG.error("a look at the epoch failed", e);
    }
  }

  /** Ends the epoch if it is due and somebody contributed to it. */
  void turn() throws IOException, ProtocolException {
    var now = clock.instant();
    var begun = books.read(book -> book.openEpoch().begunAt());
    if (begun.isPresent() && now.isBefore(begun.get().plus(length))) {
      return;
    }
    if (begun.isPresent() && books.read(book -> book.openEpoch().hasContribution())) {
      var over = epochs.close();
      LOG.info("epoch {} is over; it paid {} micro-LMR", over.epoch(), over.paid().count());
      return;
    }
    books.write(
        book -> {
          book.openEpoch().begin(now);
          return true;
        });
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
