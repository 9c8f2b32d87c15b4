package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.lumora.proof.fraud.Finding.Sameness;
import network.lumora.proof.fraud.SelfDealing.Party;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import org.junit.jupiter.api.Test;

class SelfDealingTest {
  private final PublicKey one = IdentityKey.generate().publicKey();
  private final PublicKey other = IdentityKey.generate().publicKey();

  @Test
  void strangersFarApartMayDeal() {
    assertThat(SelfDealing.judge(Party.of(one), Party.of(other), 0)).isEmpty();
    assertThat(SelfDealing.judge(on(one, "a"), on(other, "b"), 1_000)).isEmpty();
  }

  @Test
  void theSameKeyAccountLineOrRoomMayNot() {
    finds(Sameness.KEY, Party.of(one), Party.of(one), 0);
    finds(Sameness.ACCOUNT, Party.of(one), new Party(other, one, Optional.empty()), 0);
    finds(Sameness.LINK, on(one, "a"), on(other, "a"), 20_000);
    finds(Sameness.HAIRPIN, on(one, "a"), on(other, "b"), 999);
  }

  private static Party on(PublicKey key, String linkId) {
    return new Party(key, key, Optional.of(linkId));
  }

  private static void finds(Sameness how, Party provider, Party receiver, long rttMicros) {
    assertThat(SelfDealing.judge(provider, receiver, rttMicros))
        .contains(new Finding.SelfDealt(how));
  }
}
