package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.relay.CalleeRelay;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "answer",
    description = {
      "Let consumers that you name connect to one port of this computer, through agents that",
      "cannot read it; they run lumora-consumer relay --to and your key."
    })
final class AnswerCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "Its address. May be left out if only one is known.")
  private @Nullable String coordinator;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "KEY",
      description = "Who may call, ed25519:...; repeatable.")
  private List<String> callers = List.of();

  @Option(
      names = "--forward",
      required = true,
      paramLabel = "IP:PORT",
      description = "Of this computer: where their connections go.")
  private String forward = "";

  AnswerCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    var to = LocalPlace.parse("--forward", forward);
    try (var lumora = data.open()) {
      var url = KnownAddress.of(coordinator, lumora);
      var self = lumora.self(lumora.meet(url, Optional.empty()), shell.nanos());
      try (var relay = new CalleeRelay(self, keys(), to, shell.err());
          var _ = shell.interrupts().whenInterrupted(relay::close)) {
        shell.out().println("lumora-consumer answer ready key=" + lumora.publicKey());
        shell.out().flush();
        relay.run(lumora.at(url)::invitation);
      }
    }
    return Exit.OK;
  }

  private Set<PublicKey> keys() throws ProtocolException {
    var keys = new HashSet<PublicKey>();
    for (var text : callers) {
      keys.add(PublicKey.parse(text));
    }
    return keys;
  }
}
