package network.lumora.agent.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.protocol.message.LineGrade;

/**
 * What a test has proven that the line carries.
 *
 * @param up bytes per second, empty if this direction was not tested yet
 * @param down as {@code up}
 * @param challengers who measured it
 * @param grade what the newest test was worth; empty if it is not known any more
 */
public record ProvenLine(
    Instant at, OptionalLong up, OptionalLong down, int challengers, Optional<LineGrade> grade) {}
