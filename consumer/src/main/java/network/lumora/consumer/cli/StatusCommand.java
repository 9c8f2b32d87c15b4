package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import network.lumora.consumer.client.Lumora;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.text.Printable;
import network.lumora.protocol.ProtocolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Ask how far an order is, or the ten newest.")
final class StatusCommand implements Callable<Integer> {
  private static final int NEWEST = 10;
  private static final int MAX_EXPLANATION_CHARACTERS = 300;

  private final Shell shell;
  @Mixin private final DataFolder data;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The order's id, or its first digits.")
  private String id = "";

  StatusCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      for (var order : chosen(lumora)) {
        var status = lumora.status(order);
        shell.out().println(order.id() + " " + status.state());
        shell.out().println("  " + new Progress().line(status, 0));
        shell.out().println("  " + Printable.of(status.explanation(), MAX_EXPLANATION_CHARACTERS));
      }
      return Exit.OK;
    }
  }

  private List<LocalOrder> chosen(Lumora lumora) throws IOException, BadOrderException {
    return id.isEmpty()
        ? lumora.orders().all().stream().limit(NEWEST).toList()
        : List.of(lumora.orders().find(id));
  }
}
