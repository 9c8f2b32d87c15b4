package network.lumora.consumer.patience;

import java.io.IOException;
import java.util.random.RandomGenerator;

/** Full jitter: waits a random time up to a limit that doubles with each failure. Thread-safe. */
public final class BackOff {
  private static final long BASE_MILLIS = 500;
  private static final long CAP_MILLIS = 30_000;

  /** Longer than this no server is obeyed; the next answer will say so again. */
  private static final long MAX_ASKED_MILLIS = 60_000;

  private final Pause pause;
  private final RandomGenerator random;

  public BackOff(Pause pause, RandomGenerator random) {
    this.pause = pause;
    this.random = random;
  }

  /**
   * @param failures in a row so far, at least 1
   */
  public void waitAfter(int failures) throws IOException {
    waitAfter(failures, 0);
  }

  /**
   * @param askedMillis what the other side asked to wait at least; 0 if it did not
   */
  public void waitAfter(int failures, long askedMillis) throws IOException {
    long limit = Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(failures - 1, 10));
    pause.millis(Math.min(askedMillis, MAX_ASKED_MILLIS) + random.nextLong(limit + 1));
  }
}
