package network.lumora.coordinator.assign;

import java.util.List;

/**
 * What counts how much when an agent is chosen; the four add up to 1.
 *
 * @param bandwidth α, free bandwidth against the candidate with most of it
 * @param proximity β, nearness to the source
 * @param latency γ, round trip to this coordinator
 * @param capacity δ, share of slots that are free
 */
public record Weights(double bandwidth, double proximity, double latency, double capacity) {
  private static final double ROUNDING = 1e-9;

  public Weights {
    if (!(Math.min(Math.min(bandwidth, proximity), Math.min(latency, capacity)) >= 0)
        || !(Math.abs(bandwidth + proximity + latency + capacity - 1) <= ROUNDING)) {
      throw new IllegalArgumentException("weights are four numbers from 0 that add up to 1");
    }
  }

  /**
   * In the order bandwidth, proximity, latency, capacity.
   *
   * @throws IllegalArgumentException if there are not four, or they do not add up to 1
   */
  public static Weights of(List<Double> four) {
    if (four.size() != 4) {
      throw new IllegalArgumentException("weights are four numbers from 0 that add up to 1");
    }
    return new Weights(four.get(0), four.get(1), four.get(2), four.get(3));
  }
}
