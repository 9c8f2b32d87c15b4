package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.DestinationProof;
import network.lumora.protocol.message.DestinationRequest;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "open-destination",
    description = {
      "Prove control of a site of yours, so that you can reach it through agents' lines.",
      "First it says what to publish there; with --check the coordinator looks for it."
    })
final class OpenDestinationCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "Its address. May be left out if only one is known.")
  private @Nullable String coordinator;

  @Option(names = "--check", description = "It is published: look now.")
  private boolean check;

  @Parameters(paramLabel = "HOST", description = "The site's name, such as shop.example.")
  private String host = "";

  OpenDestinationCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    var request = request();
    try (var lumora = data.open()) {
      var url = KnownAddress.of(coordinator, lumora);
      var _ = lumora.meet(url, Optional.empty());
      if (check) {
        var entry = lumora.at(url).check(request).entry();
        opened(new StatementCodec().read(entry, OpenedDestination.class));
      } else {
        publish(lumora.at(url).destination(request));
      }
    }
    shell.out().flush();
    return Exit.OK;
  }

  private DestinationRequest request() throws BadOrderException {
    try {
      return new DestinationRequest(host);
    } catch (IllegalArgumentException e) {
      throw new BadOrderException(String.valueOf(e.getMessage()));
    }
  }

  private void opened(OpenedDestination entry) {
    shell
        .out()
        .println(
            "%s is open to you until %s, proven by %s"
                .formatted(
                    entry.host(),
                    entry.notAfter(),
                    switch (entry.method()) {
                      case DNS_TXT -> "DNS";
                      case WELL_KNOWN_FILE -> "its file";
                    }));
    shell.out().println("leave the proof where it is: it is looked at again");
  }

  private void publish(DestinationProof proof) {
    shell.out().println("Publish this line, in one of two places:");
    shell.out().println();
    shell.out().println("  " + proof.line());
    shell.out().println();
    shell.out().println("  as a TXT record of  " + proof.dnsName());
    shell.out().println("  or alone in         " + proof.url());
    shell.out().println();
    shell
        .out()
        .println(
            "before %s; then run: lumora-consumer open-destination --check %s"
                .formatted(proof.expiresAt(), host));
  }
}
