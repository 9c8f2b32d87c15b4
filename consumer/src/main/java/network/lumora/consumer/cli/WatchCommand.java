package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.protocol.ProtocolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = "Follow an order until it is over. Ctrl-C stops watching, not the order.")
final class WatchCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Parameters(paramLabel = "ID", description = "The order's id, or its first digits.")
  private String id = "";

  WatchCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      new Watching(shell).follow(lumora, lumora.orders().find(id));
      return Exit.OK;
    }
  }
}
