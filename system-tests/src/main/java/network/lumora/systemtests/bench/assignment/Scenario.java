package network.lumora.systemtests.bench.assignment;

/**
 * What happens to the network.
 *
 * @param pagesPerSecond wanted all the time
 * @param flashPagesPerSecond wanted while everybody wants something
 * @param churn share of the agents that go away, most of them to come back
 * @param overloaded share of the agents that do a tenth of what they tell, and are slow to begin
 */
record Scenario(
    String name,
    double pagesPerSecond,
    double flashPagesPerSecond,
    double churn,
    double overloaded) {
  static final double WARM_UP_MILLIS = 20_000;
  static final double END_MILLIS = 110_000;
  private static final double FLASH_BEGINS_MILLIS = 50_000;
  private static final double FLASH_MILLIS = 5_000;

  static Scenario[] all(double agents) {
    double steady = agents * 0.06;
    return new Scenario[] {
      new Scenario("steady", steady, steady, 0, 0),
      new Scenario("flash demand", steady, agents * 2, 0, 0),
      new Scenario("20 % churn", steady, steady, 0.2, 0),
      new Scenario("10 % overloaded", steady, steady, 0, 0.1)
    };
  }

  double pagesPerMilli(double atMillis) {
    boolean flash =
        atMillis >= FLASH_BEGINS_MILLIS && atMillis < FLASH_BEGINS_MILLIS + FLASH_MILLIS;
    return (flash ? flashPagesPerSecond : pagesPerSecond) / 1000;
  }
}
