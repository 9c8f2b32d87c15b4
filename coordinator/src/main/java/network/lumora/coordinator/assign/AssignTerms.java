package network.lumora.coordinator.assign;

import network.lumora.protocol.units.BytesPerSecond;

/** How tasks are given out; the defaults are what did best in {@code scripts/bench assignment}. */
public record AssignTerms(
    Weights weights, Curves curves, Planning planning, Fairness fairness, HedgeTerms hedging) {

  public static final AssignTerms DEFAULT =
      new AssignTerms(
          new Weights(0.4, 0.2, 0.2, 0.2),
          new Curves(Nearness.BOUNDED, 50, 50, Curves.NEVER_ENOUGH),
          new Planning(0.8, new BytesPerSecond(65_536)),
          new Fairness(0.05, 50),
          HedgeTerms.DEFAULT);

  public Assigner assigner() {
    return new FourCriteria(new Score(weights, curves), new Filters(planning), fairness);
  }
}
