package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.lumora.proof.fraud.CanaryRecord.Service;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import org.junit.jupiter.api.Test;

class CanaryRecordTest {
  private final PublicKey provider = IdentityKey.generate().publicKey();

  @Test
  void wrongBytesAreEnough() {
    assertThat(CanaryRecord.of(provider).after(Service.WRONG).judge())
        .contains(new Finding.ServesSelectively(provider, 1, 1));
  }

  @Test
  void whoServesNoneIsCaughtAtTheThird() {
    var two = CanaryRecord.of(provider).after(Service.FAILED).after(Service.FAILED);

    assertThat(two.judge()).isEmpty();
    assertThat(two.after(Service.FAILED).judge()).isPresent();
  }

  @Test
  void anHonestProviderWithABadLineIsAlmostNeverCaught() {
    var random = new Random(10);
    int caught = 0;
    for (int run = 0; run < 5_000; run++) {
      var canaries = CanaryRecord.of(provider);
      boolean isCaught = false;
      for (int i = 0; i < 100 && !isCaught; i++) {
        canaries = canaries.after(random.nextInt(100) == 0 ? Service.FAILED : Service.SERVED);
        isCaught = canaries.judge().isPresent();
      }
      caught += isCaught ? 1 : 0;
    }
    assertThat(caught).isLessThan(10);
  }
}
