package network.lumora.agent.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.ProbeSender;
import network.lumora.agent.idle.ReflectorBook;
import network.lumora.agent.probe.Prober;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the line by way of a challenger that has answered before, of another when that one is
 * silent, and of the coordinator's connection when all are. Thread-safe.
 */
public final class ProbedLine implements ProbeSender, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProbedLine.class);

  /** Who has not answered for so long has perhaps moved. */
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private static final int MOST_KNOWN = 8;

  /** Longer than a queue in a home's router. */
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** After a rest a single probe that got lost before it is no sign. */
  private static final int SILENT_PROBES = 20;

  /** After nobody has answered: the line may be down, or let no UDP pass. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** A quarter of a second: the coordinator has many agents. */
  private static final int LINK_TICKS = 25;

  /** A coordinator that is busy answers later than a reflector does. */
  private static final long LINK_RISE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  /** The connection to the coordinator, on which probes go when no challenger answers. */
  public interface Link {
    /** Whether a ping would wait behind nothing of ours. */
    boolean isQuiet();

    void ping(long number);
  }

  /** Opens sockets of the host's machine. */
  @FunctionalInterface
  public interface Sockets {
    DatagramChannel connected(InetSocketAddress challenger) throws IOException;
  }

  private final IdleMeter meter;
  private final Allowance allowance;
  private final Predicate<InetSocketAddress> reachable;
  private final Sockets sockets;
  private final LongSupplier nanos;
  private final RandomGenerator secrets;

  /** The one that is probed, or will be next, first. */
  private final Deque<InetSocketAddress> known = new ArrayDeque<>();

  private Optional<Prober> prober = Optional.empty();
  private Optional<Link> link = Optional.empty();
  private long askedNanos;
  private int unanswered;
  private int silent;
  private long restsUntilNanos;
  private boolean rests;

  /**
   * @param reachable challengers that the host's machine may send to
   * @param secrets that nobody can guess
   */
  public ProbedLine(
      IdleMeter meter,
      Allowance allowance,
      Predicate<InetSocketAddress> reachable,
      Sockets sockets,
      LongSupplier nanos,
      RandomGenerator secrets) {
    this.meter = meter;
    this.allowance = allowance;
    this.reachable = reachable;
    this.sockets = sockets;
    this.nanos = nanos;
    this.secrets = secrets;
  }

  /** Knows those that answered before the agent was started anew. */
  void recall(ReflectorBook book, Instant now) throws IOException {
    book.reflectors(now.minus(FORGOTTEN)).reversed().forEach(this::answered);
  }

  /**
   * A challenger answered a datagram. None is sent to it before work moves bytes on a proven line;
   * one on this very machine tells nothing of the line.
   */
  public synchronized void answered(InetSocketAddress challenger) {
    if (challenger.getAddress().isLoopbackAddress() || known.contains(challenger)) {
      return;
    }
    if (prober.isPresent()) {
      var probed = known.removeFirst();
      known.addFirst(challenger);
      known.addFirst(probed);
    } else {
      known.addFirst(challenger);
    }
    if (known.size() > MOST_KNOWN) {
      known.removeLast();
    }
    rests = false;
  }

  /** Pings go there while no challenger answers. */
  synchronized void by(Link coordinator) {
    link = Optional.of(coordinator);
  }

  @Override
  public synchronized int everyTicks() {
    return isResting(nanos.getAsLong()) ? LINK_TICKS : 1;
  }

  @Override
  public synchronized long leastRiseNanos() {
    return isResting(nanos.getAsLong()) ? LINK_RISE_NANOS : 0;
  }

  @Override
  public synchronized boolean isReady() {
    return !isResting(nanos.getAsLong()) || link.filter(Link::isQuiet).isPresent();
  }

  @Override
  public synchronized void send(long number) {
    long now = nanos.getAsLong();
    if (isResting(now)) {
      link.ifPresent(way -> way.ping(number));
      return;
    }
    if (isSilent(now)) {
      turn(now);
    }
    if (prober.isEmpty()) {
      open();
    }
    if (prober.isPresent()) {
      askedNanos = unanswered == 0 ? now : askedNanos;
      unanswered++;
      prober.get().send(number);
    }
  }

  private boolean isResting(long now) {
    rests &= restsUntilNanos - now > 0;
    return rests || known.isEmpty();
  }

  private boolean isSilent(long now) {
    return unanswered >= SILENT_PROBES && now - askedNanos >= SILENT_NANOS;
  }

  private void turn(long now) {
    known.addLast(known.removeFirst());
    stop();
    silent++;
    if (silent >= known.size()) {
      silent = 0;
      rests = true;
      restsUntilNanos = now + REST_NANOS;
    }
  }

  private void open() {
    if (rests) {
      return;
    }
    var challenger = known.getFirst();
    if (!reachable.test(challenger)) {
      known.removeFirst();
      return;
    }
    meter.probes().restart();
    try {
      var channel = sockets.connected(challenger);
      prober = Optional.of(Prober.start(channel, meter.probes(), this::passed, nanos, secrets));
    } catch (IOException e) {
      LOG.debug("no probes to a challenger: {}", e.getMessage());
      known.removeFirst();
    }
  }

  private void passed(Direction direction, int bytes) {
    allowance.count(direction, bytes);
    if (direction == Direction.DOWN) {
      heard();
    }
  }

  private synchronized void heard() {
    unanswered = 0;
    silent = 0;
  }

  private void stop() {
    meter.probes().restart();
    unanswered = 0;
    prober.ifPresent(ProbedLine::end);
    prober = Optional.empty();
  }

  private static void end(Prober prober) {
    try {
      prober.close();
    } catch (IOException e) {
      LOG.debug("a socket did not close: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    stop();
    known.clear();
  }
}
