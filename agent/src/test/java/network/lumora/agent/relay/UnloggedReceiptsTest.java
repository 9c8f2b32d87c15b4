package network.lumora.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import org.junit.jupiter.api.Test;

class UnloggedReceiptsTest {
  private final IdentityKey key = IdentityKey.generate();
  private final UnloggedReceipts unlogged = new UnloggedReceipts();

  private Envelope receipt(String text) {
    return Envelope.sign("text", text.getBytes(StandardCharsets.UTF_8), key);
  }

  @Test
  void keepsTheNewestOfEachUntilTheLogHoldsIt() {
    unlogged.told("one", 1, receipt("one 1"));
    unlogged.told("one", 5, receipt("one 5"));
    unlogged.told("other", 2, receipt("other 2"));

    unlogged.logged("one", 1);
    assertThat(unlogged.all()).containsExactly(receipt("one 5"), receipt("other 2"));
    unlogged.logged("one", 5);
    unlogged.logged("stranger", 9);
    assertThat(unlogged.all()).containsExactly(receipt("other 2"));
  }

  @Test
  void forgetsTheOldestWhenThereAreTooMany() {
    var same = receipt("same");
    for (int i = 0; i <= UnloggedReceipts.MAX; i++) {
      unlogged.told("grant " + i, 1, same);
    }

    assertThat(unlogged.all()).hasSize(UnloggedReceipts.MAX);
  }
}
