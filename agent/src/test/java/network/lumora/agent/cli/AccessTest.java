package network.lumora.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import network.lumora.agent.service.FolderLock;
import network.lumora.agent.service.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the port is there, but nobody listens at it. */
class AccessTest {
  private final World world =
      new World(InstantSource.system(), System::nanoTime, ZoneOffset.UTC, () -> 0L);

  @TempDir Path folder;

  @BeforeEach
  void tellPort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(folder.resolve("api.port"), probe.getLocalPort() + "\n");
    }
  }

  @Test
  void anAgentThatDoesNotAnswerIsNotGoneRound() throws IOException {
    try (var _ = FolderLock.take(folder)) {
      assertThatThrownBy(() -> Access.ask(folder, world, HostAgent::status))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("an agent runs with " + folder)
          .hasMessageContaining("nothing was changed: try again");
    }
  }

  @Test
  void whatAnAgentLeftBehindWhenItWasKilledIsAsked() throws IOException {
    String answer = Access.ask(folder, world, _ -> "stored");

    assertThat(answer).isEqualTo("stored");
  }
}
