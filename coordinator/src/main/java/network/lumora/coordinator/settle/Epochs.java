package network.lumora.coordinator.settle;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Outbox;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** Ends epochs, one at a time. Thread-safe; calls wait for the log. */
public final class Epochs {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Books books;
  private final PublicLog log;
  private final LogFeed feed;
  private final SessionFeed sessions;
  private final Signer coordinator;
  private final ReentrantLock lock = new ReentrantLock();
  private final StatementCodec statements = new StatementCodec();

  /** The newest end that was put into the outbox; it may wait there. */
  private @Nullable Asked asked;

  private record Asked(long epoch, long number) {}

  public Epochs(
      Books books, PublicLog log, LogFeed feed, SessionFeed sessions, Signer coordinator) {
    this.books = books;
    this.log = log;
    this.feed = feed;
    this.sessions = sessions;
    this.coordinator = coordinator;
  }

  /** An epoch that is over, and what it paid in all. */
  public record Closed(long epoch, MicroLmr paid) {}

  /** Ends the open epoch. */
  public Closed close() throws IOException, ProtocolException {
    lock.lock();
    try {
      var before = log.balances();
      if (asked == null || asked.epoch != before.epoch()) {
        sessions.enterAll();
        asked = new Asked(before.epoch(), ask(before.epoch()));
      }
      feed.await(asked.number, PATIENCE);
      long paid = total(log.balances()) - total(before);
      return new Closed(before.epoch(), new MicroLmr(paid));
    } catch (TimeoutException e) {
      throw new IOException("the epoch's end waits for the public log; ask again later", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the epoch was closed", e);
    } finally {
      lock.unlock();
    }
  }

  private long ask(long epoch) throws IOException, ProtocolException {
    var end = statements.sign(new EpochClosed(epoch), coordinator);
    return books.write(book -> book.outbox().add(new Outbox.EpochEnds(epoch), end));
  }

  private static long total(StatedBalances balances) {
    return balances.balances().stream().mapToLong(balance -> balance.amount().count()).sum();
  }
}
