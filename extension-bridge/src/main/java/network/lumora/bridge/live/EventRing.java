package network.lumora.bridge.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, for any number of readers. Writers never wait for readers. Thread-safe.
 *
 * <p>Each reader has a place of its own; one that falls behind is told to begin anew, so that there
 * is no queue that could grow.
 */
public final class EventRing {
  /** Some minutes of one event a second: as long as a page may be out of sight. */
  static final int SIZE = 256;

  /** A reader this far behind would show the past. */
  static final int MAX_BEHIND = 64;

  private final LongSupplier chance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final @Nullable Event[] ring = new Event[SIZE];
  private String generation;
  private long head;
  private boolean closed;

  /**
   * @param chance makes generations that no earlier run of the agent had
   */
  public EventRing(LongSupplier chance) {
    this.chance = chance;
    this.generation = Long.toHexString(chance.getAsLong());
  }

  public void add(String name, String data) {
    locked(
        () -> {
          head++;
          ring[place(head)] = new Event(head, name, data);
          changed.signalAll();
        });
  }

  /** Events were missed: nobody can resume from before. */
  public void forget() {
    locked(() -> generation = Long.toHexString(chance.getAsLong()));
  }

  /** Ends all readers. */
  public void close() {
    locked(
        () -> {
          closed = true;
          changed.signalAll();
        });
  }

  /** A reader that resumes after {@code lastId}, or begins anew if that is not possible. */
  public Reader reader(@Nullable String lastId) {
    lock.lock();
    try {
      var place =
          Optional.ofNullable(lastId)
              .flatMap(EventId::parse)
              .filter(id -> id.generation().equals(generation))
              .map(EventId::number)
              .filter(number -> number <= head && head - number <= SIZE);
      return new Reader(place.orElse(null));
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private static int place(long number) {
    return (int) (number % SIZE);
  }

  /** One reader's place. One thread. */
  public final class Reader {
    private @Nullable Long seen;
    private int patience = SIZE;

    private Reader(@Nullable Long seen) {
      this.seen = seen;
    }

    /** The text by which the reader can resume after {@code number}. */
    public String id(long number) {
      lock.lock();
      try {
        return new EventId(generation, number).toString();
      } finally {
        lock.unlock();
      }
    }

    /** Waits at most that long. */
    public Next next(Duration wait) throws InterruptedException {
      lock.lock();
      try {
        long left = wait.toNanos();
        while (!closed && seen != null && seen == head && left > 0) {
          left = changed.awaitNanos(left);
        }
        return next();
      } finally {
        lock.unlock();
      }
    }

    private Next next() {
      if (closed) {
        return new Next.End();
      }
      var from = seen;
      int mayBeBehind = patience;
      seen = head;
      patience = MAX_BEHIND;
      if (from == null || head - from > mayBeBehind) {
        return new Next.Snapshot(head);
      }
      return from == head ? new Next.Silence() : new Next.Events(between(from));
    }

    private List<Event> between(long from) {
      var events = new ArrayList<Event>();
      for (long number = from + 1; number <= head; number++) {
        var event = ring[place(number)];
        if (event != null) {
          events.add(event);
        }
      }
      return events;
    }
  }
}
