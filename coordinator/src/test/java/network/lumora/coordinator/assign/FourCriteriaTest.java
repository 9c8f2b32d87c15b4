package network.lumora.coordinator.assign;

import static network.lumora.coordinator.assign.Crowd.agent;
import static network.lumora.coordinator.assign.Crowd.at;
import static network.lumora.coordinator.assign.Crowd.key;
import static network.lumora.coordinator.assign.Crowd.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class FourCriteriaTest {
  private static final Score SCORE =
      new Score(
          new Weights(0.4, 0.2, 0.2, 0.2),
          new Curves(Nearness.BOUNDED, 50, 50, Curves.NEVER_ENOUGH));

  private static FourCriteria with(Fairness fairness) {
    return new FourCriteria(SCORE, new Filters(Crowd.ROOMY), fairness);
  }

  private final FourCriteria strict = with(new Fairness(0, 1_000, 0));

  @Test
  void nobodyIsChosenWhereNobodyMay() {
    assertThat(strict.choose(Job.ANY, List.of(), 0)).isEmpty();
    assertThat(strict.choose(Job.ANY, List.of(agent(1, 100, 1, 0, 4)), 0)).isEmpty();
  }

  @Test
  void theNearestIsChosenWhereAllElseIsEqual() {
    Proximity proximity = one -> OptionalDouble.of(one.equals(key(2)) ? 10 : 200);
    var job = new Job(Where.ANYWHERE, Set.of(), proximity, false);

    var choice =
        strict
            .choose(job, List.of(agent(1, 100, 50, 4, 4), agent(2, 100, 50, 4, 4)), 0)
            .orElseThrow();

    assertThat(choice.chosen().agent()).isEqualTo(key(2));
  }

  @Test
  void whoIsFarIsNotTakenForNearerThanWhoIsUnknown() {
    Proximity proximity =
        one -> one.equals(key(1)) ? OptionalDouble.of(300) : OptionalDouble.empty();
    var job = new Job(Where.ANYWHERE, Set.of(), proximity, false);

    var choice =
        strict
            .choose(job, List.of(agent(1, 100, 50, 4, 4), agent(2, 100, 50, 4, 4)), 0)
            .orElseThrow();

    assertThat(choice.chosen().agent()).isEqualTo(key(2));
  }

  @Test
  void amongEqualsWhoHasWaitedLongestIsFirst() {
    var first = agent(1, 100, 10, 4, 4).given(5);
    var second = agent(2, 100, 10, 4, 4).given(4);

    assertThat(strict.choose(Job.ANY, List.of(first, second), 0).orElseThrow().chosen())
        .isEqualTo(second);
  }

  @Test
  void whoIsAsGoodAsTheBestIsChosenIfItWaitedLonger() {
    var best = agent(1, 100, 10, 3, 4).given(9);
    var nearly = agent(2, 98, 11, 2, 4);

    var choice =
        with(new Fairness(0.1, 1_000, 0)).choose(Job.ANY, List.of(best, nearly), 0).orElseThrow();

    assertThat(choice.chosen()).isEqualTo(nearly);
    assertThat(choice.reason().cause()).isEqualTo(Reason.Cause.AS_GOOD);
    assertThat(choice.reason().best()).isGreaterThan(choice.reason().terms().total());
  }

  @Test
  void whatIsInAHurryGoesToTheBestWhoseverTurnItIs() {
    var best = agent(1, 100, 10, 3, 4).given(9);
    var nearly = agent(2, 98, 11, 2, 4);
    var hurried = new Job(Where.ANYWHERE, Set.of(), Proximity.UNKNOWN, true);
    var fair = with(new Fairness(0.1, 1, 0));

    assertThat(fair.choose(Job.ANY, List.of(best, nearly), 0).orElseThrow().chosen())
        .isEqualTo(nearly);
    assertThat(fair.choose(hurried, List.of(best, nearly), 0).orElseThrow().chosen())
        .isEqualTo(best);
  }

  @Test
  void eachFilterRefusesAndIsCounted() {
    var berlin = new Place("DE", "BE");
    var willing = at(agent(1, 1_000, 50, 2, 4), berlin);
    var elsewhere = at(agent(2, 1_000, 50, 2, 4), new Place("FR", ""));
    var unknown = agent(3, 1_000, 50, 2, 4);
    var full = at(agent(4, 1_000, 50, 0, 4), berlin);
    var late = at(known(agent(5, 1_000, 50, 2, 4), 1, 1), berlin);
    var failed = at(agent(6, 1_000, 50, 2, 4), berlin);
    var planned = at(agent(7, 100, 50, 2, 4), berlin);
    var job =
        new Job(new Where(Set.of(new Place("DE", ""))), Set.of(key(6)), Proximity.UNKNOWN, false);
    var tight =
        new FourCriteria(
            SCORE, new Filters(new Planning(0.8, new BytesPerSecond(100))), new Fairness(0, 9, 0));

    var choice =
        tight
            .choose(job, List.of(willing, elsewhere, unknown, full, late, failed, planned), 0)
            .orElseThrow();

    assertThat(choice.chosen()).isEqualTo(willing);
    assertThat(choice.reason().eligible()).isEqualTo(1);
    assertThat(choice.reason().text())
        .isEqualTo(
            "BEST 0.700 of 1 (best 0.700): bandwidth 0.400 + proximity 0.100 + latency 0.100"
                + " + capacity 0.100, reputation 1.000; refused NO_SLOT 1, NOT_THIS_ONE 1,"
                + " ELSEWHERE 2, OVERDUE 1, PLANNED 1");
  }

  @Test
  void aRegionIsWithinItsCountryAndNotTheOtherWayRound() {
    var country = new Where(Set.of(new Place("DE", "")));
    var region = new Where(Set.of(new Place("DE", "BE")));

    assertThat(country.allows(Optional.of(new Place("DE", "BE")))).isTrue();
    assertThat(region.allows(Optional.of(new Place("DE", "")))).isFalse();
    assertThat(region.allows(Optional.of(new Place("FR", "BE")))).isFalse();
    assertThat(region.allows(Optional.empty())).isFalse();
    assertThat(Where.ANYWHERE.allows(Optional.empty())).isTrue();
  }

  @Test
  void noWillingAgentStarvesHoweverLowItScores() {
    int agents = 50;
    int turnEvery = 7;
    var random = new Random(11);
    var crowd = new ArrayList<Candidate>();
    for (int i = 0; i < agents; i++) {
      crowd.add(agent(i, 1 + random.nextLong(1_000_000), random.nextDouble(500), 4, 4));
    }
    var fair = with(new Fairness(0, turnEvery, 0.25));
    var served = new HashSet<PublicKey>();

    for (int number = 0; number < agents * turnEvery * 4; number++) {
      var chosen = fair.choose(Job.ANY, crowd, number).orElseThrow().chosen();
      served.add(chosen.agent());
      crowd.set(crowd.indexOf(chosen), doneAt(chosen, number + 1));
    }

    assertThat(served).hasSize(agents);
  }

  /** Its slot is free again at once. */
  private static Candidate doneAt(Candidate one, long now) {
    return new Candidate(
        one.agent(),
        one.free(),
        one.latencyMillis(),
        one.freeSlots(),
        one.slots(),
        0,
        1,
        one.place(),
        now);
  }

  @Test
  void theOrderInWhichCandidatesComeDoesNotMatter() {
    var random = new Random(5);
    for (int round = 0; round < 200; round++) {
      var crowd = new ArrayList<Candidate>();
      for (int i = 0; i < 20; i++) {
        crowd.add(agent(i, random.nextLong(5), random.nextInt(3), random.nextInt(3), 2));
      }
      var one = strict.choose(Job.ANY, crowd, round).map(Choice::chosen);
      Collections.shuffle(crowd, random);

      assertThat(strict.choose(Job.ANY, crowd, round).map(Choice::chosen)).isEqualTo(one);
    }
  }
}
