package network.lumora.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import network.lumora.agent.relay.RelayLimits.Use;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import org.junit.jupiter.api.Test;

class RelayLimitsTest {
  private static final long START = Long.MAX_VALUE - 1_000;
  private static final Duration LIFE = Duration.ofHours(6);

  private final RelayLimits limits = new RelayLimits(START, LIFE);

  private Optional<Expiry> look(Use use, Duration after) {
    return limits.look(use, START + after.toNanos());
  }

  private static Use moved(long bytes) {
    return new Use(true, bytes, false);
  }

  private static void assertIs(Optional<Expiry> expiry, RelayEnd why, ErrorCode code) {
    assertThat(expiry)
        .hasValueSatisfying(
            it -> {
              assertThat(it.why()).isEqualTo(why);
              assertThat(it.code()).isEqualTo(code);
            });
  }

  @Test
  void goesOnWhileBytesMoveAndTheGrantLasts() {
    for (int minute = 0; minute < LIFE.toMinutes(); minute++) {
      assertThat(look(moved(minute), Duration.ofMinutes(minute))).isEmpty();
    }
  }

  @Test
  void endsWithItsGrant() {
    assertThat(look(moved(1), LIFE.minusMinutes(9))).isEmpty();
    assertThat(look(moved(2), LIFE.minusMillis(1))).isEmpty();
    assertIs(look(moved(3), LIFE), RelayEnd.USED_UP, ErrorCode.EXPIRED);
  }

  @Test
  void endsOnceOnly() {
    assertThat(look(moved(3), LIFE)).isPresent();
    assertThat(look(moved(3), LIFE.plusSeconds(1))).isEmpty();
  }

  @Test
  void whatIsUsedUpHasTimeForTheLastSignature() {
    var usedUp = new Use(true, 9, true);
    assertThat(look(usedUp, Duration.ofSeconds(50))).isEmpty();
    assertThat(look(usedUp, Duration.ofMillis(51_999))).isEmpty();
    assertIs(look(usedUp, Duration.ofSeconds(52)), RelayEnd.USED_UP, ErrorCode.OVER_LIMIT);
  }

  @Test
  void endsWhenNothingMoves() {
    look(moved(7), Duration.ofMinutes(1));
    assertThat(look(moved(7), Duration.ofMinutes(11).minusMillis(1))).isEmpty();
    assertIs(look(moved(7), Duration.ofMinutes(11)), RelayEnd.IDLE, ErrorCode.EXPIRED);
  }

  @Test
  void endsWhenNobodyComes() {
    var nobody = new Use(false, 0, false);
    assertThat(look(nobody, Duration.ofSeconds(29))).isEmpty();
    assertIs(look(nobody, Duration.ofSeconds(30)), RelayEnd.NOBODY_CAME, ErrorCode.EXPIRED);
  }
}
