package network.lumora.coordinator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;

class LossesTest {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private final PublicKey key = IdentityKey.generate().publicKey();
  private final Losses losses = new Losses();

  private Lease lease(int number) {
    return new Lease(
        "%032x".formatted(number),
        new TaskId("0".repeat(32), number),
        key,
        key,
        Sha256.of("order"),
        Sha256.of("policy"),
        Sha256.of("input"),
        new Bytes(1),
        new Bytes(1),
        START,
        START.plusSeconds(60));
  }

  private void lose(int from, int to) {
    IntStream.range(from, to).forEach(number -> losses.add(lease(number), "expired"));
  }

  @Test
  void aSingleOneIsToldAtOnceAndWhole() {
    lose(0, 1);

    assertThat(losses.due(START))
        .hasValueSatisfying(
            told -> {
              assertThat(told.count()).isOne();
              assertThat(told.few()).containsExactly(new Losses.Loss(lease(0), "expired"));
            });
    assertThat(losses.due(START.plusSeconds(9))).as("there is no other").isEmpty();
  }

  @Test
  void thousandsAreOneLineThatNamesAFew() {
    lose(0, 5_000);

    assertThat(losses.due(START))
        .hasValueSatisfying(
            told -> {
              assertThat(told.count()).isEqualTo(5_000);
              assertThat(told.few()).hasSize(Losses.FEW);
              assertThat(told.ids()).startsWith("0".repeat(32) + ", ").endsWith("4");
            });
  }

  @Test
  void oneLineFollowsTheOtherAfterASecond() {
    lose(0, 1);
    assertThat(losses.due(START)).isPresent();
    lose(1, 3);
    assertThat(losses.due(START.plusMillis(999))).isEmpty();
    lose(3, 4);

    assertThat(losses.due(START.plus(Losses.PAUSE)))
        .hasValueSatisfying(told -> assertThat(told.count()).isEqualTo(3));
  }

  @Test
  void theEndTellsTheRest() {
    lose(0, 1);
    assertThat(losses.due(START)).isPresent();
    lose(1, 2);

    assertThat(losses.rest(START)).isPresent();
    assertThat(losses.rest(START)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackSilencesNothing() {
    lose(0, 1);
    assertThat(losses.due(START)).isPresent();
    lose(1, 2);

    assertThat(losses.due(START.minus(Duration.ofDays(1)))).isPresent();
  }
}
