package network.lumora.scraper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.scraper.pace.Waiting;

/** Time that passes only when told to, or when someone waits. */
public final class ManualTicker implements LongSupplier, Waiting {
  private final List<Long> waitedMillis = new ArrayList<>();
  private long nanos;

  @Override
  public synchronized long getAsLong() {
    return nanos;
  }

  @Override
  public synchronized void await(long waitNanos) {
    waitedMillis.add(TimeUnit.NANOSECONDS.toMillis(waitNanos));
    nanos += waitNanos;
  }

  public synchronized void advanceMillis(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  public synchronized List<Long> waitedMillis() {
    return List.copyOf(waitedMillis);
  }
}
