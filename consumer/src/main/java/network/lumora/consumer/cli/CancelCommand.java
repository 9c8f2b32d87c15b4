package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.protocol.ProtocolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Cancel an order; what is settled can still be opened.")
final class CancelCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Parameters(paramLabel = "ID", description = "The order's id, or its first digits.")
  private String id = "";

  CancelCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      var status = lumora.cancel(lumora.orders().find(id));
      shell.out().println("order " + status.orderId() + " is " + status.state());
      shell.out().println(new Progress().line(status, 0));
      return Exit.OK;
    }
  }
}
