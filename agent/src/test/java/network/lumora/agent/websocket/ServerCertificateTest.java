package network.lumora.agent.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import network.lumora.protocol.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {
  @TempDir private Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("file.pem"), text);
  }

  @Test
  void tellsTheDigestOfTheCertificateItself() throws Exception {
    var pem = Files.readAllBytes(TestCertificate.certificate("challenger"));
    var read =
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));

    assertThat(TestCertificate.read("challenger").digest()).isEqualTo(Sha256.of(read.getEncoded()));
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() {
    assertThatIOException()
        .isThrownBy(
            () ->
                ServerCertificate.read(
                    TestCertificate.certificate("challenger"), TestCertificate.key("other")))
        .withMessageContaining("other.key is not of the first certificate");
  }

  @Test
  void whatIsNoCertificateIsRefused() throws Exception {
    var notes = file("my notes");

    assertThatIOException()
        .isThrownBy(() -> ServerCertificate.read(notes, TestCertificate.key("challenger")))
        .withMessageContaining("has no certificate in PEM form");
  }

  @Test
  void aKeyInAnotherFormIsRefusedWithTheCure() throws Exception {
    var old = file("-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");

    assertThatIOException()
        .isThrownBy(() -> ServerCertificate.read(TestCertificate.certificate("challenger"), old))
        .withMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void aDamagedKeyIsRefusedAndNotShown() throws Exception {
    var text = Files.readString(TestCertificate.key("challenger"), StandardCharsets.US_ASCII);
    var damaged = file(text.replaceFirst("M", "!"));

    assertThatIOException()
        .isThrownBy(
            () -> ServerCertificate.read(TestCertificate.certificate("challenger"), damaged))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.lines().toList().get(1)));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatIOException()
        .isThrownBy(
            () ->
                ServerCertificate.read(
                    folder.resolve("none.pem"), TestCertificate.key("challenger")))
        .withMessageContaining("none.pem cannot be read");
  }
}
