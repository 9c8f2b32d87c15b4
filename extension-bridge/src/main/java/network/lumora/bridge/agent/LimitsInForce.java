package network.lumora.bridge.agent;

import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** The host's limits; 0 is no limit. Caps count both directions together. */
public record LimitsInForce(
    BytesPerSecond rateUp, BytesPerSecond rateDown, Bytes perDay, Bytes perMonth) {}
