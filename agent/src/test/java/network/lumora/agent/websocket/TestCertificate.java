package network.lumora.agent.websocket;

import java.io.IOException;
import java.nio.file.Path;

/** Certificates that nobody else trusts, and their keys. */
final class TestCertificate {
  private static final Path FOLDER = Path.of("src/test/resources/tls");

  private TestCertificate() {}

  static Path certificate(String name) {
    return FOLDER.resolve(name + ".pem");
  }

  static Path key(String name) {
    return FOLDER.resolve(name + ".key");
  }

  static ServerCertificate read(String name) throws IOException {
    return ServerCertificate.read(certificate(name), key(name));
  }
}
