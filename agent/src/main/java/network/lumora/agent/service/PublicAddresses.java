package network.lumora.agent.service;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Supplier;

/** This host's address as the coordinator last saw it. Thread-safe. */
final class PublicAddresses implements Supplier<Set<InetAddress>> {
  private volatile Set<InetAddress> known = Set.of();

  /** What is no address literal is a coordinator's mistake and protects nothing. */
  void told(String text) {
    try {
      known = Set.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      known = Set.of();
    }
  }

  @Override
  public Set<InetAddress> get() {
    return known;
  }
}
