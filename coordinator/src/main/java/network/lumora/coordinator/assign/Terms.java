package network.lumora.coordinator.assign;

/**
 * The score of one candidate in its parts: four terms, already weighted, and the factors on their
 * sum.
 *
 * @param fairness below 1 for who got work lately
 */
public record Terms(
    double bandwidth,
    double proximity,
    double latency,
    double capacity,
    double reputation,
    double fairness) {
  public static final Terms NOTHING = new Terms(0, 0, 0, 0, 0, 0);

  Terms times(double factor) {
    return new Terms(bandwidth, proximity, latency, capacity, reputation, fairness * factor);
  }

  /** From 0 to 1. */
  public double total() {
    return (bandwidth + proximity + latency + capacity) * reputation * fairness;
  }
}
