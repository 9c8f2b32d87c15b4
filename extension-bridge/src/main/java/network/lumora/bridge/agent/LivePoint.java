package network.lumora.bridge.agent;

import java.time.Instant;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/**
 * Rates over the last second.
 *
 * @param lineUp of all interfaces but loopback, null if it cannot be read
 * @param lineDown as {@code lineUp}
 */
public record LivePoint(
    Instant at,
    BytesPerSecond ownUp,
    BytesPerSecond ownDown,
    @Nullable BytesPerSecond lineUp,
    @Nullable BytesPerSecond lineDown) {}
