package network.lumora.coordinator.registry;

import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What a connected agent does, and would take besides.
 *
 * @param roundTripMicros the newest that was measured; negative if none was
 */
public record Workload(
    PublicKey key,
    String version,
    int working,
    int freeSlots,
    int slots,
    BytesPerSecond freeBytesPerSecond,
    long roundTripMicros) {}
