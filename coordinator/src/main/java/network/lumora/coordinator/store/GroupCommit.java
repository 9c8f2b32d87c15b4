package network.lumora.coordinator.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: takes all changes that wait, up to a limit, into one transaction.
 * Thread-safe.
 *
 * <p>A change that its own rules refuse is undone alone (a savepoint); one that the disk refuses
 * takes the others of its transaction with it, and all their callers are told to try again.
 */
final class GroupCommit implements Closeable {
  static final int PATIENCE_SECONDS = 10;

  /** Changes in one transaction: beyond this the wait for the disk hardly gets smaller. */
  private static final int MAX_GROUP = 256;

  /** Changes that wait; each may hold a sealed result of 4 MiB, most hold some kilobytes. */
  private static final int MAX_WAITING = 1_024;

  /**
   * How long a change waits for others when they come close together: a transaction costs the
   * processor and the disk nearly as much for one as for many.
   */
  private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Sql sql;
  private final Checkpoints checkpoints;
  private final Book book;
  private final BlockingQueue<Job<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private volatile boolean closed;

  /** Whether the last change had company. For the writer's thread. */
  private boolean busy;

  private GroupCommit(Sql sql, Checkpoints checkpoints) {
    this.sql = sql;
    this.checkpoints = checkpoints;
    this.book = SqliteBook.over(sql);
    this.thread = Thread.ofPlatform().name("book-writer").unstarted(this::run);
  }

  static GroupCommit start(Sql sql, Checkpoints checkpoints) {
    var writer = new GroupCommit(sql, checkpoints);
    writer.thread.start();
    return writer;
  }

  /** A change, and what came of it. */
  private static final class Job<T> {
    private final Books.Use<T> change;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Runnable whenDurable = () -> {};

    Job(Books.Use<T> change) {
      this.change = change;
    }

    void run(Book book) throws IOException, ProtocolException {
      T result = change.with(book);
      whenDurable = () -> answer.complete(result);
    }

    void refuse(Throwable reason) {
      whenDurable = () -> answer.completeExceptionally(reason);
    }
  }

  <T> T write(Books.Use<T> change) throws IOException, ProtocolException {
    var job = new Job<>(change);
    try {
      if (closed || !waiting.offer(job, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the database is busy or closed; nothing was stored");
      }
      return job.answer.get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the database", e);
    }
  }

  private static IOException rethrown(@Nullable Throwable reason) throws ProtocolException {
    return switch (reason) {
      case ProtocolException e -> throw new ProtocolException(e.code(), text(e), e);
      case IOException e -> new IOException(text(e), e);
      case null, default -> throw new IllegalStateException("a change to the book failed", reason);
    };
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        commitNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      waiting.forEach(job -> job.answer.completeExceptionally(new IOException("database closed")));
    }
  }

  private void commitNext() throws InterruptedException {
    var first = waiting.poll(100, TimeUnit.MILLISECONDS);
    if (first != null) {
      if (busy) {
        LockSupport.parkNanos(COMPANY_NANOS);
      }
      var group = new ArrayList<Job<?>>();
      group.add(first);
      waiting.drainTo(group, MAX_GROUP - 1);
      busy = group.size() > 1;
      commit(group);
    }
  }

  private void commit(List<Job<?>> group) {
    try {
      sql.again("BEGIN IMMEDIATE");
      for (var job : group) {
        attempt(job);
      }
      sql.again("COMMIT");
      group.forEach(job -> job.whenDurable.run());
      checkpoints.hasChanged(sql);
    } catch (IOException e) {
      rollBack();
      group.forEach(job -> job.answer.completeExceptionally(e));
    }
  }

  private void attempt(Job<?> job) throws IOException {
    sql.again("SAVEPOINT job");
    try {
      job.run(book);
    } catch (ProtocolException | RuntimeException e) {
      sql.again("ROLLBACK TO job");
      job.refuse(e);
    }
    sql.again("RELEASE job");
  }

  /** After some errors SQLite has rolled back by itself; then there is nothing to do. */
  private void rollBack() {
    try {
      sql.again("ROLLBACK");
    } catch (IOException e) {
      // No transaction is open, which is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sql.close();
  }
}
