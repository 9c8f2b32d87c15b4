package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.lumora.proof.fraud.DroppedReceipt.Held;
import network.lumora.protocol.digest.Sha256;
import org.junit.jupiter.api.Test;

class DroppedReceiptTest {
  private final Held held = new Held(7, Sha256.of("entry"));

  @Test
  void aLogThatHoldsItIsFine() {
    assertThat(DroppedReceipt.judge(held, 8, Optional.of(Sha256.of("entry")))).isEmpty();
  }

  @Test
  void aShorterLogAnotherEntryAndNoEntryAreFound() {
    assertThat(DroppedReceipt.judge(held, 7, Optional.empty())).isPresent();
    assertThat(DroppedReceipt.judge(held, 8, Optional.of(Sha256.of("other")))).isPresent();
    assertThat(DroppedReceipt.judge(held, 8, Optional.empty())).isPresent();
  }
}
