package network.lumora.agent.link;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import network.lumora.agent.rules.RuleVerdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection to the coordinator for as long as it may. Thread-safe. */
public final class CoordinatorLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  /** A change wakes a resting link; should one go unnoticed, it looks this often. */
  private static final long REST_CHECK_SECONDS = 60;

  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final LinkParts parts;
  private final Backoff backoff;
  private final LinkPings pings;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile LinkState state = LinkState.of("connecting", "");
  private volatile @Nullable Session session;
  private volatile boolean stopping;

  public CoordinatorLink(LinkParts parts, RandomGenerator random) {
    this.parts = parts;
    this.backoff = new Backoff(random);
    this.pings = new LinkPings(parts.nanos());
    this.thread = Thread.ofVirtual().name("link").unstarted(this::run);
    parts.allowance().onChange(this::nudge);
    parts.rules().onChange(this::nudge);
  }

  public void start() {
    thread.start();
  }

  public LinkState state() {
    return state;
  }

  /** Told of each {@link #ping} that comes back; must return at once. */
  public void onEcho(LongConsumer listener) {
    pings.onEcho(listener);
  }

  /** Whether a ping would wait behind nothing of ours. */
  public boolean isQuiet() {
    var current = session;
    return current != null && current.isQuiet();
  }

  /** Does not wait; without a connection it is lost. */
  public void ping(long number) {
    var current = session;
    if (current != null) {
      current.ping(number);
    }
  }

  /** Says goodbye and ends the connection. */
  @Override
  public void close() {
    stopping = true;
    nudge();
    try {
      if (!thread.join(GOODBYE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    state = LinkState.of("stopped", "");
  }

  private void nudge() {
    wake.release();
    var current = session;
    if (current != null) {
      if (stopping) {
        current.leave();
      }
      current.changed();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        rest();
        if (!stopping) {
          await(connection());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the link stops");
    }
  }

  /** While a cap is reached or hours are over there is no connection: heartbeats are bytes too. */
  private void rest() throws InterruptedException {
    while (!stopping && parts.allowance().standing().restsLine()) {
      state = LinkState.of("resting", "until work may run again");
      var _ = wake.tryAcquire(REST_CHECK_SECONDS, TimeUnit.SECONDS);
    }
    restWhileRefused();
  }

  /** While the host's rules want nothing of this coordinator there is no connection to it. */
  private void restWhileRefused() throws InterruptedException {
    for (var refused = refused(); !stopping && refused.isPresent(); refused = refused()) {
      state = refused.get();
      var _ = wake.tryAcquire(REST_CHECK_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Until a coordinator has shown its key once, no rule can name it. */
  private Optional<LinkState> refused() {
    try {
      var key = parts.knownKey().expected();
      return key.isEmpty() ? Optional.empty() : refusal(parts.rules().judge(key.get()));
    } catch (IOException e) {
      return Optional.of(LinkState.of("waiting", String.valueOf(e.getMessage())));
    }
  }

  private static Optional<LinkState> refusal(RuleVerdict verdict) {
    return switch (verdict.code()) {
      case COORDINATOR_BLOCKED ->
          Optional.of(LinkState.of("blocked", "you have blocked this coordinator"));
      case COORDINATOR_CAP ->
          Optional.of(LinkState.of("capped", "your monthly cap for this coordinator is reached"));
      default -> Optional.empty();
    };
  }

  /** One connection; tells how long to wait before the next. */
  private Duration connection() throws InterruptedException {
    try {
      state = LinkState.of("connecting", "");
      return talk();
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      state = LinkState.of("refused", String.valueOf(e.getMessage()));
      return backoff.afterRefusal();
    } catch (IOException e) {
      LOG.info("no connection: {}", e.getMessage());
      state = LinkState.of("waiting", "no connection: " + e.getMessage());
      return backoff.next();
    } catch (RuntimeException e) {
      LOG.error("the connection failed by a fault of this program", e);
      state = LinkState.of("waiting", "a fault of this program; its log says more");
      return backoff.next();
    }
  }

  private Duration talk() throws IOException, InterruptedException {
    var inbox = new Inbox();
    var meter = new LinkMeter(parts.allowance(), parts.rules().traffic());
    var socket = LinkSocket.open(parts.address(), meter, inbox, pings);
    var current = new Session(parts, socket, inbox, meter, this::connected);
    session = current;
    try {
      if (stopping) {
        current.leave();
      }
      current.run();
    } finally {
      session = null;
    }
    state = LinkState.of("waiting", "the connection ended");
    return current.drainingSeconds().stream()
        .mapToObj(seconds -> Duration.ofSeconds(seconds).plus(backoff.next()))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private void connected() {
    backoff.succeeded();
    var current = session;
    state =
        new LinkState(
            "connected",
            "",
            current == null ? Optional.empty() : Optional.of(current.coordinator()));
  }

  private void await(Duration wait) throws InterruptedException {
    long end = parts.nanos().getAsLong() + wait.toNanos();
    for (long left = wait.toNanos(); !stopping && left > 0; ) {
      var _ = wake.tryAcquire(left, TimeUnit.NANOSECONDS);
      wake.drainPermits();
      left = end - parts.nanos().getAsLong();
    }
  }
}
