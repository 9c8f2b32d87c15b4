package network.lumora.coordinator.link;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import network.lumora.protocol.message.Policy;

/**
 * What holds for every connection.
 *
 * @param helloTimeout from the connection to a good hello
 * @param heartbeatSeconds how often an agent says that it is there
 * @param maxConnections at once, from all agents: at some 20 kB each
 * @param maxPerMinute connections from one address within a minute
 * @param proxies addresses that tell in X-Forwarded-For for whom they connect
 */
public record LinkTerms(
    Duration helloTimeout,
    int heartbeatSeconds,
    int maxConnections,
    int maxPerMinute,
    Policy policy,
    AdmissionTerms admission,
    Set<InetAddress> proxies) {
  private static final int PERIODS = 3;

  /** The same behind these proxies. */
  public LinkTerms behind(Set<InetAddress> some) {
    return new LinkTerms(
        helloTimeout, heartbeatSeconds, maxConnections, maxPerMinute, policy, admission, some);
  }

  /** So that a dead line is noticed within three periods of its last word (PROTOCOL.md §4). */
  Duration longestSilence() {
    return Duration.ofSeconds((long) PERIODS * heartbeatSeconds - 1);
  }
}
