package network.lumora.consumer.patience;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Waits before another try. */
@FunctionalInterface
public interface Pause {
  void millis(long millis) throws IOException;

  /** Really waits. */
  static Pause sleeping() {
    return millis -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (InterruptedIOException)
            new InterruptedIOException("stopped while waiting").initCause(e);
      }
    };
  }
}
