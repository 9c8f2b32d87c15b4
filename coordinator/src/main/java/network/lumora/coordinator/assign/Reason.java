package network.lumora.coordinator.assign;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why an agent was chosen, short enough to be kept with each lease.
 *
 * @param terms its score
 * @param best the best score among those it was chosen from
 * @param eligible how many those were: all that passed the filters or, at a turn, those of them who
 *     have waited longest
 * @param refused how many others were not asked, and why
 */
public record Reason(
    Cause cause, Terms terms, double best, int eligible, Map<Refusal, Integer> refused) {

  /** What decided. */
  public enum Cause {
    /** No score was better. */
    BEST,
    /** Its score was as good as the best, and it had waited longest. */
    AS_GOOD,
    /** It was the turn of those who had waited longest, and none of them scored better. */
    TURN
  }

  public Reason {
    refused = refused.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(refused));
  }

  /**
   * One line for people and for the book, such as {@code BEST 0.700 of 3 (best 0.700): bandwidth
   * 0.400 + proximity 0.100 + latency 0.100 + capacity 0.100, reputation 1.000; refused PLANNED 2}.
   */
  public String text() {
    var parts =
        String.format(
            Locale.ROOT,
            "%s %.3f of %d (best %.3f): bandwidth %.3f + proximity %.3f + latency %.3f"
                + " + capacity %.3f, reputation %.3f",
            cause,
            terms.total(),
            eligible,
            best,
            terms.bandwidth(),
            terms.proximity(),
            terms.latency(),
            terms.capacity(),
            terms.reputation());
    return refused.isEmpty() ? parts : parts + "; refused " + refusals();
  }

  private String refusals() {
    return refused.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
