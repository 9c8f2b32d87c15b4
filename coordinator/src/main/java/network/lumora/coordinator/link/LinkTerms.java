package network.lumora.coordinator.link;

import java.time.Duration;
import network.lumora.protocol.message.Policy;

/**
 * What holds for every connection.
 *
 * @param helloTimeout from the connection to a good hello
 * @param heartbeatSeconds how often an agent says that it is there; three missed close the line
 * @param maxConnections at once, from all agents: at some 20 kB each
 * @param maxPerMinute connections from one address within a minute
 */
public record LinkTerms(
    Duration helloTimeout,
    int heartbeatSeconds,
    int maxConnections,
    int maxPerMinute,
    Policy policy) {
  /** Heartbeats that may be missing before a line counts as dead (PROTOCOL.md, section 4). */
  static final int MISSED_HEARTBEATS = 3;
}
