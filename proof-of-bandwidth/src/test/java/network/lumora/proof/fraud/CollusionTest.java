package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class CollusionTest {
  private final List<PublicKey> challengers =
      Stream.generate(() -> IdentityKey.generate().publicKey()).limit(5).toList();
  private final List<PublicKey> provers =
      Stream.generate(() -> IdentityKey.generate().publicKey()).limit(30).toList();

  @Test
  void twoOfFiveThatTalkALineUpAreSeen() {
    assertThat(SlotAgreement.strangers(slots(100, 101, 99, 300, 290)))
        .containsExactlyInAnyOrder(challengers.get(3), challengers.get(4));
  }

  @Test
  void whoTalksALineDownIsSeenToo() {
    assertThat(SlotAgreement.strangers(slots(100, 101, 99, 98, 20)))
        .containsExactly(challengers.get(4));
  }

  @Test
  void nobodyIsBlamedWithoutAMajority() {
    assertThat(SlotAgreement.strangers(slots(100, 150, 50, 75, 200))).isEmpty();
    assertThat(SlotAgreement.strangers(Map.of())).isEmpty();
  }

  @Test
  void threeProversDemoteAndOneProverDoesNot() {
    var score = ChallengerScore.of(challengers.getFirst());
    for (int i = 0; i < 10; i++) {
      score = score.after(provers.getFirst(), true);
    }
    assertThat(score.judge()).isEmpty();

    score = score.after(provers.get(1), true).after(provers.get(2), true);
    assertThat(score.judge()).contains(new Finding.Colludes(challengers.getFirst(), 3));
  }

  @Test
  void whatWasLongAgoIsForgiven() {
    var score = ChallengerScore.of(challengers.getFirst());
    score = score.after(provers.get(0), true).after(provers.get(1), true);
    for (int i = 0; i < ChallengerScore.REMEMBERED; i++) {
      score = score.after(provers.get(i), false);
    }
    assertThat(score.after(provers.get(2), true).judge()).isEmpty();
  }

  @Test
  void honestChallengersOnBusyLinesStay() {
    var random = new Random(8);
    int demoted = 0;
    for (int run = 0; run < 2_000; run++) {
      var score = ChallengerScore.of(challengers.getFirst());
      for (int i = 0; i < 60; i++) {
        boolean stalls = random.nextInt(100) == 0;
        var strangers =
            SlotAgreement.strangers(slots(stalls ? 60 : 99 + random.nextInt(3), 100, 101, 99, 100));
        score = score.after(provers.get(i % 30), strangers.contains(challengers.getFirst()));
        demoted += score.judge().isPresent() ? 1 : 0;
      }
    }
    assertThat(demoted).isLessThan(2_000 * 60 / 200);
  }

  private Map<PublicKey, BytesPerSecond> slots(long... values) {
    var slots = new HashMap<PublicKey, BytesPerSecond>();
    for (int i = 0; i < values.length; i++) {
      slots.put(challengers.get(i), new BytesPerSecond(values[i] * 10_000));
    }
    return slots;
  }
}
