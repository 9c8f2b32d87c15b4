package network.lumora.coordinator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import org.junit.jupiter.api.Test;

class SetbacksTest {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  private static final String HOST = "shop.example";

  private final PublicKey owner = IdentityKey.generate().publicKey();

  private Duration pause(Setbacks setbacks, Instant since) {
    var pause = Duration.ZERO;
    while (setbacks.isPausing(owner, HOST, since.plus(pause))) {
      pause = pause.plusSeconds(1);
    }
    return pause;
  }

  @Test
  void pausesGrowToAQuarterOfAnHour() {
    var setbacks = new Setbacks(Duration.ofHours(1));

    for (int seconds : new int[] {15, 30, 60, 120, 240, 480, 900, 900}) {
      setbacks.isFirst(owner, HOST, START);
      assertThat(pause(setbacks, START)).hasSeconds(seconds);
    }
  }

  @Test
  void noPauseIsLongerThanLooksAreApart() {
    var setbacks = new Setbacks(Duration.ZERO);

    setbacks.isFirst(owner, HOST, START);

    assertThat(setbacks.isPausing(owner, HOST, START)).isFalse();
  }

  @Test
  void oneOutageIsToldOnce() {
    var setbacks = new Setbacks(Duration.ofHours(1));

    assertThat(setbacks.isFirst(owner, HOST, START)).isTrue();
    assertThat(setbacks.isFirst(owner, HOST, START.plusSeconds(15))).isFalse();
    assertThat(setbacks.isOver(owner, HOST)).isTrue();
    assertThat(setbacks.isOver(owner, HOST)).isFalse();
    assertThat(setbacks.isFirst(owner, HOST, START.plusSeconds(45))).as("the next one").isTrue();
  }

  @Test
  void aClockThatIsSetBackDoesNotStretchAPause() {
    var setbacks = new Setbacks(Duration.ofHours(1));

    setbacks.isFirst(owner, HOST, START);

    assertThat(setbacks.isPausing(owner, HOST, START.minus(Duration.ofDays(1)))).isFalse();
  }
}
