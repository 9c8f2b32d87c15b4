package network.lumora.scraper.fetch;

import java.io.InterruptedIOException;

/**
 * The agent's token bucket as the socket sees it: each chunk waits here for its bytes to be
 * allowed. Thread-safe.
 */
public interface Throttle {
  int MOST_CHUNK_BYTES = 16 * 1024;

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

  /** The most to read or write at a time, up to {@link #MOST_CHUNK_BYTES}. */
  default int chunkBytes() {
    return MOST_CHUNK_BYTES;
  }

  /** How much may come before it is read; 0 leaves it to the system. */
  default int windowBytes(long roundTripNanos) {
    return 0;
  }

  /**
   * Told of each TCP connection that was made.
   *
   * @param host in lower-case ASCII
   * @param roundTripNanos from the call to the answer
   */
  default void connected(String host, long roundTripNanos) {}

  /** Told of each connection. */
  default void opened(Arrivals arrivals) {}

  /**
   * @param leftBytes that had come and nobody will read
   */
  default void closed(Arrivals arrivals, int leftBytes) {}
}
