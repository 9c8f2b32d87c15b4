package network.lumora.agent.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that makes the state what it is.
 *
 * @param text for people, in English
 * @param until it ends by itself then; empty if nobody knows
 */
public record Reason(ReasonCode code, String text, Optional<Instant> until) {}
