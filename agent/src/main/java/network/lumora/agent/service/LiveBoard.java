package network.lumora.agent.service;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.agent.LiveEvent;
import network.lumora.bridge.agent.LiveFeed;
import network.lumora.bridge.agent.LiveSnapshot;
import network.lumora.bridge.agent.StatusControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who watch what happens; ticks only while someone does. Thread-safe. */
final class LiveBoard implements LiveFeed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);
  private static final int NEWEST_ROWS = 20;

  private final StatusControl status;
  private final LineReader line;
  private final JournalReader journal;
  private final LiveHistory history;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private Optional<Ticker> ticker = Optional.empty();

  LiveBoard(StatusControl status, LineReader line, JournalReader journal, LiveHistory history) {
    this.status = status;
    this.line = line;
    this.journal = journal;
    this.history = history;
  }

  boolean isWatched() {
    return !listeners.isEmpty();
  }

  /** Tells everyone who watches. */
  void happened(LiveEvent event) {
    listeners.forEach(listener -> listener.happened(event));
  }

  @Override
  public Listening listen(Listener listener) {
    Listener once = event -> listener.happened(event);
    synchronized (this) {
      listeners.add(once);
      if (ticker.isEmpty()) {
        history.begin();
        ticker = Optional.of(new Ticker());
      }
    }
    return () -> leave(once);
  }

  private synchronized void leave(Listener listener) {
    var _ = listeners.remove(listener);
    if (listeners.isEmpty()) {
      close();
    }
  }

  @Override
  public LiveSnapshot snapshot() throws IOException {
    return new LiveSnapshot(status.status(), line.line(), newestRows(), history.points());
  }

  private List<JournalRow> newestRows() throws IOException {
    return journal.page(JournalQuery.newest(NEWEST_ROWS)).rows();
  }

  /** Ends the ticks. */
  @Override
  public synchronized void close() {
    ticker.ifPresent(Ticker::end);
    ticker = Optional.empty();
    history.end();
  }

  /** One second after the other, on a thread of its own. */
  private final class Ticker {
    private final Semaphore ended = new Semaphore(0);
    private Optional<AgentStatus> told = Optional.empty();
    private Optional<LineNow> toldLine = Optional.empty();

    Ticker() {
      Thread.ofVirtual().name("live").start(this::run);
    }

    void end() {
      ended.release();
    }

    private void run() {
      try {
        while (!ended.tryAcquire(1, TimeUnit.SECONDS)) {
          happened(new LiveEvent.Usage(history.tick()));
          tellStatus();
        }
      } catch (InterruptedException e) {
        LOG.debug("the ticks end");
      }
    }

    private void tellStatus() {
      try {
        tell(line.line());
        tell(status.status());
      } catch (IOException e) {
        LOG.warn("the status cannot be read: {}", e.getMessage());
      }
    }

    private void tell(LineNow now) {
      if (!toldLine.map(before -> isSame(before, now)).orElse(false)) {
        toldLine = Optional.of(now);
        happened(new LiveEvent.LineChanged(now));
      }
    }

    /** That time has passed alone is no news. */
    private static boolean isSame(LineNow before, LineNow now) {
      return new LineNow(
              now.at(),
              before.capacity(),
              before.idle(),
              before.own(),
              before.other(),
              before.standing())
          .equals(now);
    }

    private void tell(AgentStatus now) {
      if (!told.map(before -> isSame(before, now)).orElse(false)) {
        told = Optional.of(now);
        happened(new LiveEvent.StatusChanged(now));
      }
    }

    /** The live point and the line alone are no news: they have events of their own. */
    private static boolean isSame(AgentStatus before, AgentStatus now) {
      return withoutLine(before).equals(withoutLine(now));
    }

    private static AgentStatus withoutLine(AgentStatus status) {
      return new AgentStatus(
          status.state(),
          status.reasons(),
          status.nextChange(),
          status.agent(),
          status.version(),
          status.today(),
          status.month(),
          status.limits(),
          status.rateNow(),
          null,
          LineNow.unmeasured(Instant.EPOCH),
          status.connection(),
          status.work(),
          status.tasks());
    }
  }
}
