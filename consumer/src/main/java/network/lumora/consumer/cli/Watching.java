package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.function.Consumer;
import network.lumora.consumer.client.Lumora;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.text.Printable;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.OrderStatus;
import org.jspecify.annotations.Nullable;

/** Shows an order's progress: one line that is redrawn, or plain lines where nobody looks. */
final class Watching {
  /** A plain line for each tenth; every status would fill a log. */
  private static final int PLAIN_STEPS = 10;

  private static final int MAX_EXPLANATION_CHARACTERS = 300;

  private final Shell shell;
  private final Progress progress = new Progress();
  private @Nullable OrderStatus shown;

  Watching(Shell shell) {
    this.shell = shell;
  }

  OrderStatus follow(Lumora lumora, LocalOrder order) throws IOException, ProtocolException {
    Consumer<OrderStatus> show = shell.terminal() ? this::redraw : this::print;
    try (var _ = shell.interrupts().whenInterrupted(() -> goesOn(order))) {
      var last = lumora.await(order, show);
      finish(last);
      return last;
    }
  }

  private void goesOn(LocalOrder order) {
    shell.err().println();
    shell
        .err()
        .println(
            "The order goes on without you. See it again with: lumora-consumer watch "
                + order.id());
    shell.err().println("To stop it: lumora-consumer cancel " + order.id());
    shell.err().flush();
  }

  private void redraw(OrderStatus status) {
    // CR to the start of the line; EL (ECMA-48 8.3.41) clears what a longer line left there.
    shell.out().print("\r" + progress.line(status, shell.nanos().getAsLong()) + "\u001b[K");
    shell.out().flush();
  }

  private void print(OrderStatus status) {
    var line = progress.line(status, shell.nanos().getAsLong());
    var before = shown;
    if (before == null || isNews(before, status)) {
      shell.out().println(line + explanation(status));
      shell.out().flush();
      shown = status;
    }
  }

  private static boolean isNews(OrderStatus before, OrderStatus now) {
    return before.state() != now.state()
        || step(before) != step(now)
        || (before.done() == now.done() && !before.explanation().equals(now.explanation()));
  }

  private static long step(OrderStatus status) {
    return (long) PLAIN_STEPS * status.done() / Math.max(1, status.pages());
  }

  private void finish(OrderStatus last) {
    if (shell.terminal()) {
      shell.out().println();
      shell.out().println(explanation(last).strip());
    }
    shell.out().println("order " + last.orderId() + " is " + last.state());
    shell.out().flush();
  }

  private static String explanation(OrderStatus status) {
    return " " + Printable.of(status.explanation(), MAX_EXPLANATION_CHARACTERS);
  }
}
