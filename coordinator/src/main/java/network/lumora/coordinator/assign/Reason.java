package network.lumora.coordinator.assign;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why an agent was chosen, short enough to be kept with each lease.
 *
 * @param terms its score
 * @param compared from how many that may have the task it was chosen
 * @param refused how many others could not have it, and why: all that have no room for any task,
 *     and of those that were looked at the ones that this task is not for
 */
public record Reason(Cause cause, Terms terms, int compared, Map<Refusal, Integer> refused) {

  /** What decided. */
  public enum Cause {
    /** None of those that were drawn scored better. */
    BEST,
    /** It had waited longest. */
    TURN,
    /** Another agent is late with it, and none of those that were drawn for that scored better. */
    SECOND_TRY
  }

  public Reason {
    refused = refused.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(refused));
  }

  /**
   * One line for people and for the book, such as {@code BEST of 64, 0.560: bandwidth 0.400 +
   * proximity 0.100 + latency 0.100 + capacity 0.100, reputation 0.800, fairness 1.000; refused
   * PLANNED 2}.
   */
  public String text() {
    var parts =
        String.format(
            Locale.ROOT,
            "%s of %d, %.3f: bandwidth %.3f + proximity %.3f + latency %.3f + capacity %.3f,"
                + " reputation %.3f, fairness %.3f",
            cause,
            compared,
            terms.total(),
            terms.bandwidth(),
            terms.proximity(),
            terms.latency(),
            terms.capacity(),
            terms.reputation(),
            terms.fairness());
    return refused.isEmpty() ? parts : parts + "; refused " + refusals();
  }

  private String refusals() {
    return refused.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
