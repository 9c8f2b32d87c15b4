package network.lumora.protocol.cryptography;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.Security;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeCryptographyTest {
  @AfterEach
  void removeConscrypt() {
    Security.removeProvider(NativeCryptography.PROVIDER);
    System.clearProperty(NativeCryptography.JAR_PROPERTY);
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
  void comesFromTheJarThatIsNamed() throws URISyntaxException {
    var jar = Path.of(Conscrypt.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    System.setProperty(NativeCryptography.JAR_PROPERTY, jar.toString());

    assertThat(NativeCryptography.add()).isEmpty();

    var added = NativeCryptography.provider().orElseThrow();
    assertThat(added.getClass().getClassLoader()).isNotEqualTo(Conscrypt.class.getClassLoader());
  }

  @Test
  void aJarThatIsNotThereIsSaid() {
    System.setProperty(NativeCryptography.JAR_PROPERTY, "/nowhere.jar");

    assertThat(NativeCryptography.add()).contains("no Conscrypt in /nowhere.jar");
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
