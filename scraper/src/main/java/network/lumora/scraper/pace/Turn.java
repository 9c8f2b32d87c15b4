package network.lumora.scraper.pace;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The sole right to ask one site, until closed. Used by one thread. */
public final class Turn implements AutoCloseable {
  /** A site that asks for a longer rest is asked again after a day all the same. */
  private static final Duration LONGEST_QUIET = Duration.ofHours(24);

  private final Site site;
  private final LongSupplier nanos;
  private final Waiting waiting;

  Turn(Site site, LongSupplier nanos, Waiting waiting) {
    this.site = site;
    this.nanos = nanos;
    this.waiting = waiting;
  }

  /** How much longer the site wants quiet, empty if it does not. */
  public Optional<Duration> quiet() {
    return Optional.of(site.quietNanos(nanos.getAsLong()))
        .filter(left -> left > 0)
        .map(Duration::ofNanos);
  }

  /** Waits until {@code delayMillis} have passed since the last request of this agent. */
  public void awaitDelay(long delayMillis) throws InterruptedException {
    var owed = site.owedNanos(nanos.getAsLong(), TimeUnit.MILLISECONDS.toNanos(delayMillis));
    if (owed > 0) {
      waiting.await(owed);
    }
  }

  /** A request has just ended: the next delay counts from here. */
  public void asked() {
    site.asked(nanos.getAsLong());
  }

  /** The site asked for quiet. */
  public void quietFor(Duration duration) {
    var bounded = duration.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : duration;
    site.quietUntil(nanos.getAsLong() + bounded.toNanos());
  }

  @Override
  public void close() {
    site.release();
  }
}
