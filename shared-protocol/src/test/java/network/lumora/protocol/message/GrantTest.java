package network.lumora.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantTest {
  private static final Instant THEN = Instant.parse("2026-11-22T03:04:05Z");
  private static final String ID = "0".repeat(32);

  private static Grant grant(TrafficKind kind, long windowBytes) {
    var key = PublicKey.of(new byte[32]);
    var digest = Sha256.of("something");
    return new Grant(
        ID,
        key,
        key,
        key,
        key,
        kind,
        digest,
        new Bytes(1 << 30),
        new Bytes(windowBytes),
        ID,
        digest,
        THEN,
        THEN.plusSeconds(1));
  }

  @ParameterizedTest
  @EnumSource
  void aWindowOfNoKindIsLongerThanHalfAMebibyte(TrafficKind kind) {
    assertThat(grant(kind, Grant.MAX_WINDOW_BYTES).windowBytes().count()).isEqualTo(512 * 1024);
    assertThatThrownBy(() -> grant(kind, Grant.MAX_WINDOW_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
