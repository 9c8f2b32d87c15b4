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

@Command(name = "run", description = "Order pages, watch, and open the results: all in one go.")
final class RunCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;
  @Mixin private final OrderOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE.jsonl",
      description = "Where to write (default: <id>.jsonl).")
  private @Nullable Path out;

  RunCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
    this.options = new OrderOptions(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      var order = options.place(lumora);
      new Watching(shell).follow(lumora, order);
      var file = out == null ? Path.of(order.id() + ".jsonl") : out;
      return new Opening(shell).open(lumora, order, file);
    }
  }
}
