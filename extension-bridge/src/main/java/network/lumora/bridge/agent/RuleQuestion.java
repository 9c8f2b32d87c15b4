package network.lumora.bridge.agent;

import org.jspecify.annotations.Nullable;

/**
 * Would a task for this site be let through?
 *
 * @param coordinator its key, null for any that has no rule
 * @param rules to try, null for those in force
 */
public record RuleQuestion(String site, @Nullable String coordinator, @Nullable Rules rules) {}
