package network.lumora.agent.history;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a test has proven that the line carries.
 *
 * @param up bytes per second, empty if this direction was not tested yet
 * @param down as {@code up}
 * @param challengers who measured it
 */
public record ProvenLine(Instant at, OptionalLong up, OptionalLong down, int challengers) {}
