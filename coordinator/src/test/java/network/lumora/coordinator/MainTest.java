package network.lumora.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.Security;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MainTest {
  @AfterEach
  void removeConscrypt() {
    Security.removeProvider("Conscrypt");
  }

  @Test
  void addsConscryptBehindWhatIsThere() {
    var first = Security.getProviders()[0];

    Main.quicken(Conscrypt::newProvider);

    assertThat(Security.getProvider("Conscrypt")).isNotNull();
    assertThat(Security.getProviders()[0]).isEqualTo(first);
  }

  @Test
  void goesOnInJavaWhereConscryptDoesNotLoad() {
    assertThatCode(
            () ->
                Main.quicken(
                    () -> {
                      throw new UnsatisfiedLinkError("no native library for this machine");
                    }))
        .doesNotThrowAnyException();
    assertThat(Security.getProvider("Conscrypt")).isNull();
  }
}
