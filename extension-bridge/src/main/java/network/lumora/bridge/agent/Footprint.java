package network.lumora.bridge.agent;

import java.time.Instant;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the agent costs its machine now; null is unknown.
 *
 * @param java the runtime's version
 * @param dataBytes of the data folder
 */
public record Footprint(
    String version,
    String java,
    Instant startedAt,
    @Nullable Bytes rssBytes,
    Bytes heapBytes,
    @Nullable Double cpuSeconds,
    @Nullable Bytes dataBytes) {}
