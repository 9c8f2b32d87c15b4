package network.lumora.agent.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * Work has all but stopped, for someone else uses the line.
 *
 * @param text why, in English
 * @param until empty while it is not known
 */
public record GivingWay(String text, Optional<Instant> until) {}
