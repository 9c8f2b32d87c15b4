package network.lumora.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  private static final Path FILE =
      Path.of("src/main/resources/network/lumora/bridge/api/openapi.json");

  @Test
  void theDescriptionIsThatOfTheRoutes(@TempDir Path folder) throws IOException {
    String described;
    try (var test = new TestBridge(folder)) {
      described =
          new OpenApi(
                  test.bridge.routes().stream()
                      .filter(route -> !route.path().equals("/v1/probe"))
                      .toList())
              .text();
    }
    var written = Path.of("target/openapi.json");
    Files.writeString(written, described);

    assertThat(Files.readString(FILE, StandardCharsets.UTF_8))
        .as("routes or records have changed: look at target/openapi.json and copy it to %s", FILE)
        .isEqualTo(described);
  }
}
