package network.lumora.consumer.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;

class GrantUseTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  private static final long MIB = 1 << 20;
  private static final long BEGUN = Long.MAX_VALUE - 5;

  private final AtomicLong bytes = new AtomicLong();

  private GrantUse use(long maxBytes) {
    var key = IdentityKey.generate().publicKey();
    return new GrantUse(
        new Terms(
            "7".repeat(32),
            key,
            key,
            key,
            TrafficKind.RELAY,
            Sha256.of("relay"),
            new Bytes(maxBytes),
            new Bytes(MIB / 2),
            Optional.empty(),
            START,
            START.plus(Duration.ofHours(6)),
            Sha256.of("grant")),
        BEGUN,
        bytes::get);
  }

  private static long after(Duration time) {
    return BEGUN + time.toNanos();
  }

  @Test
  void isOverByTime() {
    var use = use(64L << 30);

    assertThat(use.isHalfOver(after(Duration.ofMinutes(179)))).isFalse();
    assertThat(use.isHalfOver(after(Duration.ofHours(3)))).isTrue();
    assertThat(use.isNearlyOver(after(Duration.ofMinutes(314)))).isFalse();
    assertThat(use.isNearlyOver(after(Duration.ofMinutes(315)))).isTrue();
  }

  @Test
  void isOverByBytes() {
    var use = use(64L << 30);

    bytes.set((32L << 30) - 1);
    assertThat(use.isHalfOver(BEGUN)).isFalse();
    bytes.set(32L << 30);
    assertThat(use.isHalfOver(BEGUN)).isTrue();
    assertThat(use.isNearlyOver(BEGUN)).isFalse();
    bytes.set(56L << 30);
    assertThat(use.isNearlyOver(BEGUN)).isTrue();
  }

  @Test
  void ofASmallGrantIsLeftWhatTheAgentWillNotUse() {
    var use = use(8 * MIB);

    bytes.set(6 * MIB - 1);
    assertThat(use.isNearlyOver(BEGUN)).isFalse();
    bytes.set(6 * MIB);
    assertThat(use.isNearlyOver(BEGUN)).isTrue();
  }
}
