package network.lumora.systemtests.bench.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import network.lumora.coordinator.assign.AssignTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final int AGENTS = 500;
  private static final long SEED = 5;

  private static Result run(Scenario scenario, Contender contender) {
    var world = new World(AGENTS, scenario, SEED);
    return new Simulation(world, contender).run(world.pages());
  }

  private static Contender ours() {
    return Contender.fourCriteria("ours", AssignTerms.DEFAULT);
  }

  @Test
  void theSameSeedGivesTheSameResult() {
    var scenario = Scenario.all(AGENTS)[2];

    assertThat(run(scenario, ours())).isEqualTo(run(scenario, ours()));
  }

  @Test
  void everyPageAfterTheWarmUpIsCountedOnce() {
    var scenario = Scenario.all(AGENTS)[2];
    long wanted =
        new World(AGENTS, scenario, SEED)
            .pages().stream()
                .filter(page -> page.wantedAtMillis >= Scenario.WARM_UP_MILLIS)
                .count();

    assertThat(run(scenario, ours()).pages()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void fourCriteriaHaveTheShortestTailWhateverHappens(int number) {
    var scenario = Scenario.all(AGENTS)[number];
    Map<String, Double> tails = new HashMap<>();
    for (var contender : Contender.all()) {
      if (contender.terms().hedging().share() > 0) {
        tails.put(contender.name(), run(scenario, contender).p99Millis());
      }
    }

    assertThat(tails.entrySet().stream().min(Comparator.comparingDouble(Map.Entry::getValue)))
        .hasValueSatisfying(best -> assertThat(best.getKey()).isEqualTo("four criteria"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void workIsSpreadOverMostWhateverHappens(int number) {
    var result = run(Scenario.all(AGENTS)[number], ours());

    assertThat(result.jain()).isGreaterThan(0.5);
    assertThat(result.imbalance()).isLessThan(6);
  }

  @Test
  void citiesAreAsFarAsCablesAreLong() {
    assertThat(City.LONDON.millisTo(City.NEW_YORK)).isCloseTo(84, within(5.0));
    assertThat(City.SYDNEY.millisTo(City.SYDNEY)).isCloseTo(0, within(0.01));
    assertThat(City.SYDNEY.millisTo(City.LONDON))
        .isCloseTo(City.LONDON.millisTo(City.SYDNEY), within(1e-9));
  }

  @Test
  void contentTakesRoundTripsUntilTheWindowIsWideEnough() {
    assertThat(Fetch.contentMillis(14_600, 100, 1_000)).isCloseTo(14.6, within(1e-9));
    assertThat(Fetch.contentMillis(43_800, 100, 1_000)).isCloseTo(129.2, within(1e-9));
    assertThat(Fetch.contentMillis(1_000_000, 10, 1_000)).isCloseTo(1_000, within(30.0));
  }
}
