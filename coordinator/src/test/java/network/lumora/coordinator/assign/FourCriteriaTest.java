package network.lumora.coordinator.assign;

import static network.lumora.coordinator.assign.Crowd.agent;
import static network.lumora.coordinator.assign.Crowd.at;
import static network.lumora.coordinator.assign.Crowd.givenAt;
import static network.lumora.coordinator.assign.Crowd.key;
import static network.lumora.coordinator.assign.Crowd.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class FourCriteriaTest {
  private static final Score SCORE =
      new Score(
          new Weights(0.4, 0.2, 0.2, 0.2),
          new Curves(Nearness.BOUNDED, 50, 50, Curves.NEVER_ENOUGH));
  private static final Filters ROOMY = new Filters(Crowd.ROOMY);
  private static final Sample ALL = new Sample(1_000, 1_000);

  private static boolean nobody(PublicKey agent) {
    return false;
  }

  private static FourCriteria with(Fairness fairness) {
    return new FourCriteria(SCORE, ROOMY, fairness, ALL);
  }

  private final FourCriteria strict = with(new Fairness(0, 5, 1_000));

  @Test
  void nobodyIsChosenWhereNobodyMay() {
    assertThat(strict.choose(Job.ANY, Crowd.pool(ROOMY), draw(0))).isEmpty();
    assertThat(strict.choose(Job.ANY, Crowd.pool(ROOMY, agent(1, 100, 1, 0, 4)), draw(0)))
        .isEmpty();
  }

  @Test
  void theNearestIsChosenWhereAllElseIsEqual() {
    Proximity proximity = one -> OptionalDouble.of(one.equals(key(2)) ? 10 : 200);
    var job = new Job(Where.ANYWHERE, FourCriteriaTest::nobody, proximity, false);
    var pool = Crowd.pool(ROOMY, agent(1, 100, 50, 4, 4), agent(2, 100, 50, 4, 4));

    assertThat(chosen(strict, job, pool, 0)).isEqualTo(key(2));
  }

  private static Draw draw(long number) {
    return new Draw(number, number);
  }

  private static PublicKey chosen(FourCriteria criteria, Job job, Pool pool, long number) {
    return criteria.choose(job, pool, draw(number)).orElseThrow().chosen().agent();
  }

  @Test
  void whoIsFarIsNotTakenForNearerThanWhoIsUnknown() {
    Proximity proximity =
        one -> one.equals(key(1)) ? OptionalDouble.of(300) : OptionalDouble.empty();
    var job = new Job(Where.ANYWHERE, FourCriteriaTest::nobody, proximity, false);
    var pool = Crowd.pool(ROOMY, agent(1, 100, 50, 4, 4), agent(2, 100, 50, 4, 4));

    assertThat(chosen(strict, job, pool, 0)).isEqualTo(key(2));
  }

  @Test
  void amongEqualsWhoHasWaitedLongestIsFirst() {
    var pool =
        Crowd.pool(ROOMY, givenAt(agent(1, 100, 10, 4, 4), 5), givenAt(agent(2, 100, 10, 4, 4), 4));

    assertThat(chosen(strict, Job.ANY, pool, 0)).isEqualTo(key(2));
  }

  @Test
  void whoGotLittleLatelyIsPutBeforeWhoScoresALittleBetter() {
    var pool = Crowd.pool(ROOMY, agent(1, 100, 10, 3, 4), agent(2, 90, 11, 3, 4));
    var fair = with(new Fairness(0.2, 5, 1_000));

    assertThat(chosen(fair, Job.ANY, pool, 0)).isEqualTo(key(1));
    pool.gave(key(1));
    var choice = fair.choose(Job.ANY, pool, draw(1)).orElseThrow();

    assertThat(choice.chosen().agent()).isEqualTo(key(2));
    assertThat(choice.reason().terms().fairness()).isEqualTo(1);
  }

  @Test
  void whatIsInAHurryGoesToTheBestWhoseverTurnItIs() {
    var pool = Crowd.pool(ROOMY, givenAt(agent(1, 100, 10, 3, 4), 9), agent(2, 90, 11, 2, 4));
    pool.gave(key(1));
    var hurried = new Job(Where.ANYWHERE, FourCriteriaTest::nobody, Proximity.UNKNOWN, true);
    var always = with(new Fairness(1, 5, 1));

    assertThat(chosen(always, Job.ANY, pool, 0)).isEqualTo(key(2));
    var choice = always.choose(hurried, pool, draw(0)).orElseThrow();
    assertThat(choice.chosen().agent()).isEqualTo(key(1));
    assertThat(choice.reason().cause()).isEqualTo(Reason.Cause.SECOND_TRY);
  }

  @Test
  void eachFilterRefusesAndIsCounted() {
    var berlin = new Place("DE", "BE");
    var tight = new Filters(new Planning(0.8, new BytesPerSecond(100)));
    var pool =
        Crowd.pool(
            tight,
            at(agent(1, 1_000, 50, 2, 4), berlin),
            at(agent(2, 1_000, 50, 2, 4), new Place("FR", "")),
            agent(3, 1_000, 50, 2, 4),
            at(agent(4, 1_000, 50, 0, 4), berlin),
            at(known(agent(5, 1_000, 50, 2, 4), 1, 1), berlin),
            at(agent(6, 1_000, 50, 2, 4), berlin),
            at(agent(7, 100, 50, 2, 4), berlin),
            at(agent(8, 1_000, 50, 2, 4), new Place("DE", "BY")));
    var job = new Job(new Where(Set.of(berlin)), key(6)::equals, Proximity.UNKNOWN, false);

    var choice =
        new FourCriteria(SCORE, tight, new Fairness(0, 5, 9), ALL)
            .choose(job, pool, draw(0))
            .orElseThrow();

    assertThat(choice.chosen().agent()).isEqualTo(key(1));
    assertThat(choice.reason().compared()).isEqualTo(1);
    assertThat(choice.reason().text())
        .isEqualTo(
            "BEST of 1, 0.700: bandwidth 0.400 + proximity 0.100 + latency 0.100 + capacity 0.100,"
                + " reputation 1.000, fairness 1.000; refused NO_SLOT 1, NOT_THIS_ONE 1,"
                + " ELSEWHERE 1, OVERDUE 1, PLANNED 1");
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
  void theFewInACountryAreFoundAmongMany() {
    var agents = new ArrayList<Candidate>();
    for (int i = 0; i < 5_000; i++) {
      agents.add(at(agent(i, 100, 10, 4, 4), new Place(i == 4_321 ? "DE" : "FR", "")));
    }
    var pool = Crowd.pool(ROOMY, agents.toArray(Candidate[]::new));
    var job =
        new Job(
            new Where(Set.of(new Place("DE", ""))),
            FourCriteriaTest::nobody,
            Proximity.UNKNOWN,
            false);
    var sampled = new FourCriteria(SCORE, ROOMY, new Fairness(0, 5, 1_000), new Sample(4, 8));

    for (int number = 0; number < 100; number++) {
      assertThat(chosen(sampled, job, pool, number)).isEqualTo(key(4_321));
    }
  }

  @Test
  void everyoneIsDrawnAboutAsOftenAsTheOthers() {
    var agents = new ArrayList<Candidate>();
    for (int i = 0; i < 100; i++) {
      agents.add(agent(i, 100, 10, 4, 4));
    }
    var pool = Crowd.pool(ROOMY, agents.toArray(Candidate[]::new));
    var one = new FourCriteria(SCORE, ROOMY, new Fairness(0, 5, 1_000_000), new Sample(1, 1));
    Map<PublicKey, Integer> drawn = new HashMap<>();

    for (int number = 0; number < 100_000; number++) {
      drawn.merge(chosen(one, Job.ANY, pool, number), 1, Integer::sum);
    }

    assertThat(drawn).hasSize(100);
    assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(800, 1_200));
  }

  @Test
  void noWillingAgentStarvesHoweverLowItScores() {
    int agents = 50;
    int turnEvery = 7;
    var random = new Random(11);
    var pool = Crowd.pool(ROOMY);
    for (int i = 0; i < agents; i++) {
      pool.put(agent(i, 1 + random.nextLong(1_000_000), random.nextDouble(500), 4, 4));
    }
    var fair = with(new Fairness(0, 5, turnEvery));
    var served = new HashSet<PublicKey>();

    for (int number = 0; number < agents * turnEvery; number++) {
      var chosen = fair.choose(Job.ANY, pool, draw(number)).orElseThrow().chosen();
      served.add(chosen.agent());
      pool.gave(chosen.agent());
      pool.put(givenAt(chosen, number + 1));
    }

    assertThat(served).hasSize(agents);
  }

  @Test
  void aPoolKnowsWhoIsThereAfterAnyChanges() {
    var random = new Random(3);
    var pool = Crowd.pool(ROOMY);
    Map<PublicKey, Candidate> there = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int number = random.nextInt(60);
      if (random.nextInt(3) == 0) {
        pool.remove(key(number));
        there.remove(key(number));
      } else {
        var place = new Place(random.nextBoolean() ? "DE" : "FR", "");
        var one = at(known(agent(number, 9, 9, random.nextInt(3), 2), random.nextInt(2), 1), place);
        pool.put(one);
        there.put(one.agent(), one);
      }
      if (i % 100 == 0) {
        requireSame(pool, there);
      }
    }
  }

  private static void requireSame(Pool pool, Map<PublicKey, Candidate> there) {
    var open =
        there.values().stream().filter(one -> one.freeSlots() > 0 && one.overdue() == 0).toList();
    assertThat(pool.open()).containsExactlyInAnyOrderElementsOf(open);
    assertThat(pool.waitedLongest()).containsExactlyInAnyOrderElementsOf(open);
    assertThat(pool.room()).isEqualTo(open.stream().mapToLong(Candidate::freeSlots).sum());
    var germans = new Where(Set.of(new Place("DE", "")));
    assertThat(pool.rings(germans).stream().mapToInt(Ring::size).sum())
        .isEqualTo((int) open.stream().filter(one -> germans.allows(one.place())).count());
    assertThat(pool.refused().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(there.size() - open.size());
  }
}
