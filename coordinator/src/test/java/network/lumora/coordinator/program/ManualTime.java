package network.lumora.coordinator.program;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock and a ticker that also go on when a test says so. Thread-safe. */
public final class ManualTime implements InstantSource {
  private final AtomicLong ahead = new AtomicLong();

  @Override
  public Instant instant() {
    return Instant.now().plusNanos(ahead.get());
  }

  public long nanos() {
    return System.nanoTime() + ahead.get();
  }

  public void advance(Duration time) {
    ahead.addAndGet(time.toNanos());
  }
}
