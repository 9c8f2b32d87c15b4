package network.lumora.consumer.cli;

import java.io.IOException;
import java.nio.file.Path;
import network.lumora.consumer.client.Lumora;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that every command has. */
final class DataFolder {
  private final Shell shell;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where keys, orders and results are kept (default: ~/.local/share/lumora/consumer).")
  private @Nullable Path folder;

  DataFolder(Shell shell) {
    this.shell = shell;
  }

  Lumora open() throws IOException {
    return new Lumora(path(), shell.world());
  }

  Path path() {
    var given = folder;
    return given == null ? shell.defaultData() : given;
  }
}
