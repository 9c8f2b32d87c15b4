package network.lumora.scraper.pace;

import java.util.concurrent.TimeUnit;

/** Lets time pass. */
@FunctionalInterface
public interface Waiting {
  /** Waits on the real clock. */
  Waiting REAL = TimeUnit.NANOSECONDS::sleep;

  void await(long nanos) throws InterruptedException;
}
