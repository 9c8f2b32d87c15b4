package network.lumora.scraper.fetch;

import java.io.InterruptedIOException;

/**
 * The agent's token bucket as the socket sees it: each chunk waits here for its bytes to be
 * allowed. Thread-safe.
 */
public interface Throttle {
  /** Lets everything through at once. */
  Throttle NONE =
      new Throttle() {
        @Override
        public void awaitDown(int bytes) {}

        @Override
        public void awaitUp(int bytes) {}
      };

  /**
   * Called after {@code bytes} were read and before more are asked for, so that the receive window
   * closes on the sender.
   *
   * @throws InterruptedIOException if no more may be moved: the exchange ends as {@code STOPPED}
   */
  void awaitDown(int bytes) throws InterruptedIOException;

  /** Called before {@code bytes} are written. */
  void awaitUp(int bytes) throws InterruptedIOException;
}
