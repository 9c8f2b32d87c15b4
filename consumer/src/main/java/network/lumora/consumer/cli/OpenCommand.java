package network.lumora.consumer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "open",
    description = "Fetch what is settled of an order, decrypt and verify it, and write JSON lines.")
final class OpenCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Parameters(paramLabel = "ID", description = "The order's id, or its first digits.")
  private String id = "";

  @Option(
      names = "--out",
      paramLabel = "FILE.jsonl",
      description =
          "Where to write (default: <id>.jsonl). What does not verify goes to FILE.jsonl.broken.jsonl.")
  private @Nullable Path out;

  @Option(names = "--again", description = "Fetch and verify everything anew.")
  private boolean again;

  OpenCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      var order = lumora.orders().find(id);
      if (again) {
        lumora.forgetResults(order);
      }
      var file = out == null ? Path.of(order.id() + ".jsonl") : out;
      return new Opening(shell).open(lumora, order, file);
    }
  }
}
