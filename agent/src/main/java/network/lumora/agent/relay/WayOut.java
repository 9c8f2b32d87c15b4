package network.lumora.agent.relay;

import java.net.InetAddress;
import java.util.List;

/** Asks the guard where an opened destination may be dialled. Thread-safe; waits for names. */
@FunctionalInterface
public interface WayOut {
  /** What the guard says. */
  sealed interface Answer {}

  /**
   * @param addresses all of them checked, and the only ones to dial; at least one
   */
  record Open(List<InetAddress> addresses) implements Answer {
    public Open {
      addresses = List.copyOf(addresses);
    }
  }

  /** Nobody may be reached there through this host. */
  record Prohibited(String detail) implements Answer {}

  /** There is no such name, or no answer. */
  record Unknown() implements Answer {}

  Answer to(String host) throws InterruptedException;
}
