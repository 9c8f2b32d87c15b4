package network.lumora.bridge.agent;

import java.io.IOException;

/** What happens in the agent, as it happens. Thread-safe. */
public interface LiveFeed {
  /** Takes events until it is closed; must return at once. */
  @FunctionalInterface
  interface Listener {
    void happened(LiveEvent event);
  }

  /** Ends a listener; a second time does nothing. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Ticks run only while somebody listens. */
  Listening listen(Listener listener);

  LiveSnapshot snapshot() throws IOException;
}
