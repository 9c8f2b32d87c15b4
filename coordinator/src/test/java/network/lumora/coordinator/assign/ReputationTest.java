package network.lumora.coordinator.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import network.lumora.coordinator.assign.Reputation.Outcome;
import org.junit.jupiter.api.Test;

class ReputationTest {

  private static Reputation after(Reputation first, Outcome outcome, int times) {
    var reputation = first;
    for (int i = 0; i < times; i++) {
      reputation = reputation.after(outcome);
    }
    return reputation;
  }

  @Test
  void beginsAtNineTenths() {
    assertThat(Reputation.NEW.value()).isCloseTo(0.9, within(1e-12));
    assertThat(Reputation.NEW.after(Outcome.LOST).value()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void isLostFasterThanItIsWon() {
    var good = after(Reputation.NEW, Outcome.PROMPT, 100);
    var bad = after(good, Outcome.LOST, 3);

    assertThat(good.value()).isGreaterThan(0.97);
    assertThat(good.value() - bad.value())
        .isGreaterThan(after(bad, Outcome.PROMPT, 3).value() - bad.value());
  }

  @Test
  void aBadTimeIsForgotten() {
    var bad = after(Reputation.NEW, Outcome.LOST, 100);

    assertThat(bad.value()).isLessThan(0.2);
    assertThat(after(bad, Outcome.PROMPT, 100).value()).isGreaterThan(0.97);
  }

  @Test
  void staysBetweenNoneAndFull() {
    var random = new Random(2);
    var any = List.of(Outcome.PROMPT, Outcome.LATE, Outcome.LOST);
    var reputation = Reputation.NEW;
    for (int i = 0; i < 10_000; i++) {
      reputation = reputation.after(any.get(random.nextInt(any.size())));
      assertThat(reputation.value()).isStrictlyBetween(0.0, 1.0);
    }
  }
}
