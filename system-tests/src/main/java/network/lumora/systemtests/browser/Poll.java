package network.lumora.systemtests.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again until something holds, for a bounded time. */
public final class Poll {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Poll() {}

  /** What is asked; it may fail while a page is being replaced by another. */
  public interface Question<T> {
    T ask() throws IOException;
  }

  public static void until(String what, Question<Boolean> question) throws IOException {
    var _ = until(what, question, Boolean::booleanValue);
  }

  /**
   * Waits for a minute at most; gives the first answer that will do.
   *
   * @throws IOException if none did, with the last failure if asking failed
   */
  public static <T> T until(String what, Question<T> question, Predicate<T> willDo)
      throws IOException {
    long deadline = System.nanoTime() + Wire.PATIENCE.toNanos();
    IOException last = new IOException("no answer would do");
    while (System.nanoTime() - deadline < 0) {
      try {
        var answer = question.ask();
        if (willDo.test(answer)) {
          return answer;
        }
      } catch (IOException e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IOException(
        "waited %s for: %s (%s)".formatted(Wire.PATIENCE, what, last.getMessage()), last);
  }
}
