package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "keygen",
    description = "Make this consumer's keys, if there are none, and print the public one.")
final class KeygenCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  KeygenCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException {
    try (var lumora = data.open()) {
      shell.out().println(lumora.publicKey());
      shell.out().println("Ask the operator of a coordinator to admit you:");
      shell.out().println("  lumora-coordinator admit " + lumora.publicKey() + " --name <you>");
      shell
          .out()
          .println("The private keys are in " + data.path().resolve("keys") + "; keep a copy:");
      shell.out().println("without them no result that is still to come can be opened.");
      return Exit.OK;
    }
  }
}
