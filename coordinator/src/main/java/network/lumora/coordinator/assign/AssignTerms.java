package network.lumora.coordinator.assign;

import network.lumora.protocol.units.BytesPerSecond;

/** How tasks are given out; the defaults are what did best in {@code scripts/bench assignment}. */
public record AssignTerms(
    Weights weights, Curves curves, Planning planning, Fairness fairness, HedgeTerms hedging) {

  public static final AssignTerms DEFAULT =
      new AssignTerms(
          new Weights(0.2, 0.4, 0.1, 0.3),
          new Curves(Nearness.BOUNDED, 50, 50, new BytesPerSecond(4_000_000)),
          new Planning(0.8, new BytesPerSecond(32_768)),
          new Fairness(0.1, 20, 0.25),
          HedgeTerms.DEFAULT);

  public AssignTerms withWeights(Weights other) {
    return new AssignTerms(other, curves, planning, fairness, hedging);
  }

  public Assigner assigner() {
    return new FourCriteria(new Score(weights, curves), new Filters(planning), fairness);
  }
}
