package network.lumora.agent.service;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.dbus.SystemBus;
import network.lumora.agent.idle.Hints;
import network.lumora.agent.policy.LineUse;
import network.lumora.agent.policy.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at power and line as far as the settings need it, and at the clock when something is due.
 * Thread-safe.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** A plug that was pulled may go unnoticed for so long; more often would cost for nothing. */
  private static final Duration REST = Duration.ofSeconds(30);

  /** Only while work is to wait for a quiet line. */
  private static final Duration LINE = Duration.ofSeconds(10);

  private static final Duration LEAST = Duration.ofMillis(100);

  private final Allowance allowance;
  private final Hints hints;
  private final Machine machine;
  private final OtherTraffic traffic;
  private final Runnable recordLine;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private @Nullable SystemBus bus;
  private volatile boolean closed;

  /**
   * @param recordLine done at each look, which comes anyway
   */
  Watch(Allowance allowance, Hints hints, World world, Runnable recordLine) {
    this.allowance = allowance;
    this.hints = hints;
    this.machine = world.machine();
    this.clock = world.clock();
    this.recordLine = recordLine;
    this.traffic = new OtherTraffic(allowance, machine.counters(), world);
    this.thread = Thread.ofVirtual().name("watch").unstarted(this::run);
    allowance.onChange(wake::release);
  }

  /** Begins; the message bus is asked only now, when all else has started. */
  void start() {
    thread.start();
    machine
        .systemBus()
        .ifPresent(
            socket ->
                bus =
                    SystemBus.follow(
                        socket,
                        metered -> allowance.surroundings(around -> around.withMetered(metered)),
                        presence -> {
                          var _ = hints.present(presence);
                          allowance.surroundings(around -> around.withActivity(hints.activity()));
                        }));
  }

  private void run() {
    try {
      while (!closed) {
        look(allowance.settings());
        var _ = wake.tryAcquire(untilDue().toNanos(), TimeUnit.NANOSECONDS);
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("the watch ends");
    } catch (RuntimeException e) {
      LOG.error("the machine is no longer watched, by a fault of this program", e);
    }
  }

  private void look(Settings settings) {
    var onBattery =
        settings.pauseOnBattery() ? machine.power().isOnBattery() : Optional.<Boolean>empty();
    allowance.surroundings(around -> around.withBattery(onBattery));
    var line = isLineWatched(settings) ? traffic.look() : Optional.<LineUse>empty();
    allowance.surroundings(around -> around.withLine(line));
    recordLine.run();
    allowance.wake();
  }

  private static boolean isLineWatched(Settings settings) {
    return settings.idle().lineBusyBytesPerSecond().isPresent();
  }

  private Duration untilDue() {
    var most = isLineWatched(allowance.settings()) ? LINE : REST;
    var now = clock.instant();
    var due = allowance.standing().holdsUntil();
    if (due.equals(Instant.MAX) || !due.isBefore(now.plus(most))) {
      return most;
    }
    var left = Duration.between(now, due);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    wake.release();
    if (bus != null) {
      bus.close();
    }
  }
}
