package network.lumora.coordinator.assign;

/**
 * The score of one candidate in its parts: four terms, already weighted, and the factor on their
 * sum.
 */
public record Terms(
    double bandwidth, double proximity, double latency, double capacity, double reputation) {

  /** From 0 to 1. */
  public double total() {
    return (bandwidth + proximity + latency + capacity) * reputation;
  }
}
