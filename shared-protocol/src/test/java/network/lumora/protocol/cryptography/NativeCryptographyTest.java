package network.lumora.protocol.cryptography;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeCryptographyTest {
  @AfterEach
  void removeConscrypt() {
    Security.removeProvider(NativeCryptography.PROVIDER);
  }

  @Test
  void isAddedOnceBehindWhatIsThere() {
    var first = Security.getProviders()[0];

    assertThat(NativeCryptography.add()).isEmpty();
    var added = NativeCryptography.provider();
    assertThat(NativeCryptography.add()).isEmpty();

    assertThat(added).isPresent().isEqualTo(NativeCryptography.provider());
    assertThat(Security.getProviders()[0]).isEqualTo(first);
  }

  @Test
  void allGoesOnInJavaWhereItDoesNotLoad() {
    var why =
        NativeCryptography.add(
            () -> {
              throw new UnsatisfiedLinkError("no native library for this machine");
            });

    assertThat(why).contains("no native library for this machine");
    assertThat(NativeCryptography.provider()).isEmpty();
  }
}
