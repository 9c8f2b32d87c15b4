package network.lumora.coordinator.assign;

import network.lumora.protocol.units.BytesPerSecond;

/** How tasks are given out; the defaults are what did best in {@code scripts/bench assignment}. */
public record AssignTerms(
    Weights weights,
    Curves curves,
    Planning planning,
    Fairness fairness,
    Sample sample,
    HedgeTerms hedging,
    Quotas quotas) {

  /** Pages of one consumer that are worked on at once: some two for each of ten thousand agents. */
  public static final int MOST_PER_CONSUMER = 20_000;

  public static final AssignTerms DEFAULT =
      new AssignTerms(
          new Weights(0.3, 0.4, 0.1, 0.2),
          new Curves(Nearness.BOUNDED, 100, 50, new BytesPerSecond(2_000_000)),
          new Planning(0.8, new BytesPerSecond(32_768)),
          new Fairness(0.2, 5, 50),
          new Sample(64, 1_024),
          HedgeTerms.DEFAULT,
          new Quotas(MOST_PER_CONSUMER));

  public AssignTerms withWeights(Weights other) {
    return new AssignTerms(other, curves, planning, fairness, sample, hedging, quotas);
  }

  public AssignTerms withHedging(HedgeTerms other) {
    return new AssignTerms(weights, curves, planning, fairness, sample, other, quotas);
  }

  public AssignTerms withQuotas(Quotas other) {
    return new AssignTerms(weights, curves, planning, fairness, sample, hedging, other);
  }

  public Filters filters() {
    return new Filters(planning);
  }

  public Pool pool() {
    return new Pool(filters(), fairness);
  }

  public Assigner assigner() {
    return new FourCriteria(new Score(weights, curves), filters(), fairness, sample);
  }
}
