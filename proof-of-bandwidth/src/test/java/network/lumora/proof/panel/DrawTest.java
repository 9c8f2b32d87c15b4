package network.lumora.proof.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class DrawTest {
  private final Random random = new Random(20_261_122);

  @Test
  void givesTheSameForTheSameSeedInWhateverOrderTheCandidatesCome() {
    var candidates = candidates(20, 0, 20);
    var seed = Sha256.of("seed");
    var first = Draw.of(seed, candidates);
    var shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled, random);

    assertThat(Draw.of(seed, shuffled)).isEqualTo(first).hasSize(5).doesNotHaveDuplicates();
    assertThat(Draw.of(Sha256.of("another"), candidates)).isNotEqualTo(first);
    assertThat(Draw.digest(shuffled)).isEqualTo(Draw.digest(candidates));
  }

  @Test
  void takesAllIfThereAreFewerThanFive() {
    var candidates = candidates(3, 1, 1);

    assertThat(Draw.of(Sha256.of("x"), candidates))
        .containsExactlyInAnyOrderElementsOf(
            candidates.stream().map(ChallengerCandidate::key).toList());
  }

  @Test
  void takesThreeThatTheOperatorRunsIfThereAreSoMany() {
    for (int round = 0; round < 500; round++) {
      var candidates = candidates(6 + random.nextInt(20), random.nextInt(6), 9);
      var drawn = new HashSet<>(Draw.of(seed(round), candidates));
      long wanted = Math.min(3, count(candidates));

      assertThat(candidates.stream().filter(c -> drawn.contains(c.key()) && c.operatorRun()))
          .hasSizeGreaterThanOrEqualTo((int) wanted);
    }
  }

  @Test
  void takesTwoOfOneNetworkOnlyIfNobodyElseIsLeft() {
    for (int round = 0; round < 500; round++) {
      var candidates = candidates(12, 0, 1 + random.nextInt(8));
      var drawn = new HashSet<>(Draw.of(seed(round), candidates));
      var networks = new HashSet<String>();
      candidates.forEach(each -> networks.add(each.network()));
      var taken = new HashSet<String>();
      candidates.stream()
          .filter(each -> drawn.contains(each.key()))
          .forEach(each -> taken.add(each.network()));

      assertThat(taken).hasSize(Math.min(5, networks.size()));
    }
  }

  @Test
  void aJointChallengeTakesTheOperatorsFirst() {
    for (int round = 0; round < 500; round++) {
      int agents = 2 + random.nextInt(7);
      var candidates = candidates(agents + random.nextInt(20), random.nextInt(10), 9);
      var drawn = Draw.joint(seed(round), candidates, agents);
      long wanted = Math.min(agents, count(candidates));

      assertThat(drawn).hasSize(agents).doesNotHaveDuplicates();
      assertThat(candidates.stream().filter(c -> drawn.contains(c.key()) && c.operatorRun()))
          .hasSize((int) wanted);
    }
  }

  @Test
  void everyoneIsDrawnAboutAsOften() {
    var candidates = candidates(10, 0, 10);
    var times = new HashMap<PublicKey, Integer>();
    for (int round = 0; round < 2_000; round++) {
      Draw.of(seed(round), candidates).forEach(key -> times.merge(key, 1, Integer::sum));
    }

    assertThat(times.values()).hasSize(10).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void aCandidateThatIsThereTwiceOrProvesItselfIsNotFair() {
    var candidates = candidates(4, 0, 4);
    var prover = PublicKey.of(new byte[32]);
    var twice = new ArrayList<>(candidates);
    twice.add(new ChallengerCandidate(candidates.getFirst().key(), "elsewhere", true));

    assertThat(Draw.isFair(candidates, prover)).isTrue();
    assertThat(Draw.isFair(twice, prover)).isFalse();
    assertThat(Draw.isFair(candidates, candidates.get(2).key())).isFalse();
  }

  @Test
  void theSeedNeedsBothHalves() {
    var secret = "5a".repeat(32);

    assertThat(Seed.of(secret, "00".repeat(16))).isNotEqualTo(Seed.of(secret, "01".repeat(16)));
    assertThat(Seed.commitment(secret)).isNotEqualTo(Seed.of(secret, "00".repeat(16)));
  }

  @Test
  void aMedianOfFiveStandsWithTwoLiars() {
    assertThat(Median.of(rates(100, 101, 99, 0, 0))).isEqualTo(new BytesPerSecond(99));
    assertThat(Median.of(rates(100, 101, 99, 900, 900))).isEqualTo(new BytesPerSecond(101));
    assertThat(Median.of(rates(100, 101, 99, 0, 900))).isEqualTo(new BytesPerSecond(100));
    assertThat(Median.of(rates(7, 9))).isEqualTo(new BytesPerSecond(7));
  }

  @Test
  void whatIsProvenFollowsTheLastEight() {
    assertThat(Median.ofNewest(rates(1, 1, 1, 1, 1, 50, 50, 50, 50, 50, 50, 50, 50)))
        .isEqualTo(new BytesPerSecond(50));
    assertThat(Median.ofNewest(rates(10))).isEqualTo(new BytesPerSecond(10));
    assertThat(Median.ofNewest(rates(10, 90))).isEqualTo(new BytesPerSecond(10));
  }

  private static List<BytesPerSecond> rates(long... counts) {
    return java.util.Arrays.stream(counts).mapToObj(BytesPerSecond::new).toList();
  }

  private static Sha256 seed(int round) {
    return Sha256.of("round " + round);
  }

  private static long count(List<ChallengerCandidate> candidates) {
    return candidates.stream().filter(ChallengerCandidate::operatorRun).count();
  }

  private List<ChallengerCandidate> candidates(int count, int operatorRun, int networks) {
    var all = new ArrayList<ChallengerCandidate>();
    for (int i = 0; i < count; i++) {
      var key = new byte[32];
      random.nextBytes(key);
      all.add(
          new ChallengerCandidate(
              PublicKey.of(key), "10." + i % networks + ".0.0/16", i < operatorRun));
    }
    return all;
  }
}
