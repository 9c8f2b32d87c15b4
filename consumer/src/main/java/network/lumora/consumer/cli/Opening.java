package network.lumora.consumer.cli;

import java.io.IOException;
import java.nio.file.Path;
import network.lumora.consumer.client.Lumora;
import network.lumora.consumer.client.Purchase;
import network.lumora.consumer.open.Checked;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.text.Printable;
import network.lumora.protocol.ProtocolException;

/** Fetches, checks and writes what is settled of an order. */
final class Opening {
  /** The rest is in the file beside the dataset. */
  private static final int MAX_NAMED = 20;

  private static final int MAX_WHAT_CHARACTERS = 300;

  private final Shell shell;

  Opening(Shell shell) {
    this.shell = shell;
  }

  /** Returns the exit code. */
  int open(Lumora lumora, LocalOrder order, Path file) throws IOException, ProtocolException {
    try (var purchase = lumora.fetch(order)) {
      var dataset = purchase.write(file);
      shell.out().println(purchase.summary().text());
      shell.out().println("written to " + file);
      shell.out().flush();
      return nameBroken(purchase, dataset.brokenFile());
    }
  }

  private int nameBroken(Purchase purchase, Path brokenFile) throws IOException {
    var broken = purchase.broken();
    if (broken.isEmpty()) {
      return Exit.OK;
    }
    broken.stream().limit(MAX_NAMED).map(Opening::name).forEach(shell.err()::println);
    if (broken.size() > MAX_NAMED) {
      shell.err().println("and " + (broken.size() - MAX_NAMED) + " more");
    }
    shell.err().println(broken.size() + " broken, with the evidence, in " + brokenFile);
    shell.err().flush();
    return Exit.NOT_VERIFIED;
  }

  private static String name(Checked.Broken broken) {
    var page = broken.page() == null ? "a page" : "page " + broken.page();
    return page + ": " + broken.where() + ": " + Printable.of(broken.what(), MAX_WHAT_CHARACTERS);
  }
}
