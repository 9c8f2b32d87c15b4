package network.lumora.bridge.api;

import java.time.Instant;
import java.util.List;
import network.lumora.bridge.agent.Footprint;
import network.lumora.bridge.guard.Refusals;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** What the agent costs now, and who was refused. */
record Health(
    String version,
    String java,
    Instant startedAt,
    @Nullable Bytes rssBytes,
    Bytes heapBytes,
    @Nullable Double cpuSeconds,
    @Nullable Bytes dataBytes,
    List<Refusals.Refusal> refused,
    int port) {
  Health {
    refused = List.copyOf(refused);
  }

  static Health of(Footprint footprint, Refusals refusals, int port) {
    return new Health(
        footprint.version(),
        footprint.java(),
        footprint.startedAt(),
        footprint.rssBytes(),
        footprint.heapBytes(),
        footprint.cpuSeconds(),
        footprint.dataBytes(),
        refusals.list(),
        port);
  }
}
