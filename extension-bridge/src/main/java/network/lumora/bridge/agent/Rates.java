package network.lumora.bridge.agent;

import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** What may move in each direction; 0 is nothing, null is without a limit. */
public record Rates(@Nullable BytesPerSecond up, @Nullable BytesPerSecond down) {}
