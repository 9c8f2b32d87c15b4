package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the orders of this folder, the newest first.")
final class ListCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  ListCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException {
    try (var lumora = data.open()) {
      var orders = lumora.orders().all();
      for (var order : orders) {
        shell
            .out()
            .printf(
                "%s  %s  %5d pages  %s%s%n",
                order.id(),
                order.head().createdAt(),
                order.head().pageCount(),
                order.url(),
                lumora.orders().isPlaced(order) ? "" : "  (not sent yet)");
      }
      if (orders.isEmpty()) {
        shell.out().println("no orders yet; begin with: lumora-consumer order --help");
      }
      return Exit.OK;
    }
  }
}
