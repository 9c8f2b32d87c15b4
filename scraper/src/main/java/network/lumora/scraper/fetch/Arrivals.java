package network.lumora.scraper.fetch;

/** A connection on which bytes come that nobody has read yet. Thread-safe. */
@FunctionalInterface
public interface Arrivals {
  /** Arrived, and not read; 0 once it is closed. */
  int waitingBytes();
}
