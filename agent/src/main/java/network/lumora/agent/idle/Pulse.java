package network.lumora.agent.idle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks the meter while work moves bytes, on a thread that lives no longer: at rest nothing wakes.
 * Thread-safe.
 */
public final class Pulse {
  public static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final IdleMeter meter;
  private final LongSupplier nanos;
  private final AtomicBoolean beats = new AtomicBoolean();

  private Pulse(IdleMeter meter, LongSupplier nanos) {
    this.meter = meter;
    this.nanos = nanos;
  }

  /** Ticks whenever the meter asks for it. */
  public static void follow(IdleMeter meter, LongSupplier nanos) {
    meter.pulse(new Pulse(meter, nanos)::wake);
  }

  /** A platform thread: a virtual one would wake two others for each tick. */
  private void wake() {
    if (!beats.getAndSet(true)) {
      Thread.ofPlatform().daemon().name("idle").start(this::run);
    }
  }

  private void run() {
    try {
      beat();
      beats.set(false);
      if (meter.isTransferring()) {
        wake();
      }
    } catch (RuntimeException e) {
      LOG.error("the line is no longer watched, by a fault of this program", e);
      meter.abandon();
    }
  }

  private void beat() {
    long due = nanos.getAsLong();
    long late;
    do {
      awaitDue(due);
      late = Math.max(0, nanos.getAsLong() - due);
      due += TICK_NANOS * Math.max(1, (late + TICK_NANOS / 2) / TICK_NANOS);
    } while (meter.tick(late));
  }

  private void awaitDue(long due) {
    for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
      LockSupport.parkNanos(left);
    }
  }
}
