package network.lumora.proof.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.lumora.proof.line.JointChallenge.Turn;
import network.lumora.proof.line.JointChallenge.Verdict;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class LineTest {
  private static PublicKey key(int number) {
    var bytes = new byte[PublicKey.LENGTH_BYTES];
    bytes[0] = (byte) number;
    return PublicKey.of(bytes);
  }

  private static Turn turn(int number, long solo, long joint) {
    return new Turn(key(number), new BytesPerSecond(solo), new BytesPerSecond(joint));
  }

  /** Agents in groups, each group behind a line of its own; noise of two per cent either way. */
  private static List<Turn> turns(Random random, int... groups) {
    var turns = new ArrayList<Turn>();
    for (int group : groups) {
      long line = 1_000_000L + random.nextInt(10_000_000);
      double[] parts = random.doubles(group, 0.1, 1).toArray();
      double all = Arrays.stream(parts).sum();
      for (double part : parts) {
        turns.add(
            turn(turns.size(), noisy(random, line), noisy(random, (long) (line * part / all))));
      }
    }
    return turns;
  }

  private static long noisy(Random random, long value) {
    return (long) (value * (0.98 + random.nextDouble() * 0.04));
  }

  @Test
  void findsTwoToEightBehindOneLineHoweverTheyShareIt() {
    var random = new Random(10);
    for (int i = 0; i < 2_000; i++) {
      assertThat(JointChallenge.judge(turns(random, 2 + random.nextInt(7))))
          .isEqualTo(Verdict.ONE_LINE);
    }
  }

  @Test
  void twoWithALineEachAreApart() {
    var random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      assertThat(JointChallenge.judge(turns(random, 1, 1))).isEqualTo(Verdict.APART);
    }
  }

  @Test
  void asksAgainTwoByTwoWhenOnlySomeShare() {
    var alike = List.of(turn(1, 100, 50), turn(2, 100, 50), turn(3, 100, 100));

    assertThat(JointChallenge.judge(alike)).isEqualTo(Verdict.MIXED);
  }

  @Test
  void manyApartAreApart() {
    var apart = new ArrayList<Turn>();
    for (int i = 0; i < 8; i++) {
      apart.add(turn(i, 100, 99));
    }

    assertThat(JointChallenge.judge(apart)).isEqualTo(Verdict.APART);
  }

  @Test
  void aNeighbourThatLetsNothingThroughTakesNobodysLine() {
    assertThat(JointChallenge.judge(List.of(turn(1, 100, 99), turn(2, 100, 2))))
        .isEqualTo(Verdict.APART);
    assertThat(JointChallenge.judge(List.of(turn(1, 100, 99), turn(2, 100, 2), turn(3, 100, 3))))
        .isEqualTo(Verdict.MIXED);
  }

  @Test
  void moreThanAloneHidesNothingOfAnother() {
    assertThat(JointChallenge.ratio(List.of(turn(1, 100, 300), turn(2, 100, 50)))).isEqualTo(0.75);
  }

  @Test
  void whoSharesWithTwoJoinsThemUntilAllAreApart() {
    var shared = new SharedLines();
    shared.found(List.of(key(2), key(5)), true);
    shared.found(List.of(key(5), key(7)), true);

    assertThat(shared.behindTheLineOf(key(7))).containsExactly(key(2), key(5), key(7));
    assertThat(shared.linkId(key(7))).isEqualTo(LinkId.of(List.of(key(2))));
    assertThat(SharedLines.of(shared.pairs()).pairs()).isEqualTo(shared.pairs());

    shared.found(List.of(key(5), key(7)), false);
    assertThat(shared.behindTheLineOf(key(7))).containsExactly(key(7));
    assertThat(shared.behindTheLineOf(key(2))).containsExactly(key(2), key(5));
    shared.found(List.of(key(2), key(5)), false);
    assertThat(shared.pairs()).isEmpty();
  }

  @Test
  void doesNotJudgeOneOrNineOrNothing() {
    assertThatThrownBy(() -> JointChallenge.judge(List.of(turn(1, 5, 5))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JointChallenge.judge(List.of(turn(1, 0, 0), turn(2, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLineDoesWhatTheBestOfThemDidAlone() {
    var alone = List.of(new BytesPerSecond(90), new BytesPerSecond(100));

    assertThat(SharedCapacity.of(alone)).contains(new BytesPerSecond(100));
    assertThat(SharedCapacity.of(List.of())).isEmpty();
    assertThat(SharedCapacity.part(new BytesPerSecond(100), 3)).isEqualTo(new BytesPerSecond(33));
  }

  @Test
  void anAgentAloneAndWithOthersAgreeOnTheLinesNameIfItIsTheSmallest() {
    assertThat(LinkId.of(List.of(key(1))))
        .isEqualTo(LinkId.of(List.of(key(2), key(1))))
        .hasSize(32);
    assertThat(LinkId.of(List.of(key(2)))).isNotEqualTo(LinkId.of(List.of(key(1))));
  }

  @Test
  void neighboursShareA24OrA56() throws Exception {
    assertThat(prefix("203.0.113.77")).isEqualTo("203.0.113.0/24");
    assertThat(prefix("2001:db8:1:2345::9")).isEqualTo("2001:db8:1:2300:0:0:0:0/56");
    assertThat(prefix("2001:db8:1:23ff::1")).isEqualTo(prefix("2001:db8:1:2301::2"));
  }

  private static String prefix(String address) throws Exception {
    return Neighbourhood.of(InetAddress.ofLiteral(address)).prefix();
  }
}
