package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealContext.Direction;
import org.junit.jupiter.api.Test;

class SealContextTest {
  private static final String ORDER = "a".repeat(64);
  private static final String POLICY = "b".repeat(64);

  private final PublicKey agent = PublicKey.of(new byte[32]);

  @Test
  void writesEachFieldWithItsLength() {
    var bytes = new SealContext("t-1", agent, ORDER, POLICY, Direction.RESULT).bytes();

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "lumora-seal-v1\0\0\0\3t-1\0\0\0\63"
                + "ed25519:"
                + "A".repeat(43)
                + "\0\0\0\100"
                + ORDER
                + "\0\0\0\100"
                + POLICY
                + "\0\0\0\6result");
  }

  @Test
  void differsWhereAnyFieldDiffers() {
    var other = PublicKey.of("01234567890123456789012345678901".getBytes(StandardCharsets.UTF_8));
    var contexts = new HashSet<String>();
    for (var context :
        new SealContext[] {
          new SealContext("t", agent, ORDER, POLICY, Direction.TASK),
          new SealContext("u", agent, ORDER, POLICY, Direction.TASK),
          new SealContext("t", other, ORDER, POLICY, Direction.TASK),
          new SealContext("t", agent, POLICY, POLICY, Direction.TASK),
          new SealContext("t", agent, ORDER, ORDER, Direction.TASK),
          new SealContext("t", agent, ORDER, POLICY, Direction.RESULT)
        }) {
      contexts.add(new String(context.bytes(), StandardCharsets.ISO_8859_1));
    }

    assertThat(contexts).hasSize(6);
  }

  @Test
  void refusesFieldsThatAreNotWhatTheySay() {
    for (var id : new String[] {"", " ", "a b", "é", "\ud800", "x".repeat(129)}) {
      refuses(id, ORDER, POLICY);
    }
    for (var hash :
        new String[] {"", "A".repeat(64), "a".repeat(63), "a".repeat(65), "g".repeat(64)}) {
      refuses("t", hash, POLICY);
      refuses("t", ORDER, hash);
    }
  }

  private void refuses(String taskId, String order, String policy) {
    assertThatThrownBy(() -> new SealContext(taskId, agent, order, policy, Direction.TASK))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
