package network.lumora.coordinator.assign;

/** How a round trip becomes a term of the score. */
public enum Nearness {
  /** {@code 1/(1+t/half)}: 1 for no way at all, a half at {@code half}. */
  BOUNDED {
    @Override
    double of(double millis, double halfMillis) {
      return 1 / (1 + millis / halfMillis);
    }
  },
  /** {@code 1/t} as the mission writes it, with t in milliseconds and at least 1. */
  RECIPROCAL {
    @Override
    double of(double millis, double halfMillis) {
      return 1 / Math.max(1, millis);
    }
  };

  abstract double of(double millis, double halfMillis);
}
