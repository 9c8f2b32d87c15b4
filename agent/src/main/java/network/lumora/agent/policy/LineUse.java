package network.lumora.agent.policy;

import java.time.Instant;

/**
 * What the line carried of late beside our own.
 *
 * @param peakBytesPerSecond the most of late
 * @param until the peak counts so long, so that work does not flutter
 */
public record LineUse(long peakBytesPerSecond, Instant until) {}
