package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.protocol.ProtocolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "order", description = "Order pages. Prints the order's id and returns at once.")
final class OrderCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;
  @Mixin private final OrderOptions options;

  OrderCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
    this.options = new OrderOptions(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      var order = options.place(lumora);
      shell.out().println("follow it:      lumora-consumer watch " + order.id());
      shell.out().println("get the pages:  lumora-consumer open " + order.id());
      return Exit.OK;
    }
  }
}
