package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.consumer.audit.PaidRelay;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.text.Quantity;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.PaidSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "relays",
    description = {
      "List the newest relays that you pay for: what you and the agent have signed,",
      "and what the public log holds of it. Every signature and proof is checked."
    })
final class RelaysCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "Its address. May be left out if only one is known.")
  private @Nullable String coordinator;

  RelaysCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      var url = KnownAddress.of(coordinator, lumora);
      var key = lumora.meet(url, Optional.empty());
      var own = lumora.self(key, shell.nanos()).identity().publicKey();
      var sessions = lumora.at(url).relays().sessions();
      int broken = 0;
      for (var session : sessions) {
        broken += isShown(session, own, key) ? 0 : 1;
      }
      if (sessions.isEmpty()) {
        shell.out().println("no relays yet; begin with: lumora-consumer relay --help");
      }
      return broken == 0 ? Exit.OK : Exit.NOT_VERIFIED;
    }
  }

  private boolean isShown(PaidSession session, PublicKey own, PublicKey key) {
    try {
      shell.out().println(text(PaidRelay.check(session, own, key)));
      return true;
    } catch (ProtocolException e) {
      shell.err().println("BROKEN: " + e.getMessage());
      return false;
    }
  }

  private static String text(PaidRelay relay) {
    return "%s  agent %s  %s to you, %s from you, %d bytes  %s"
        .formatted(
            relay.grant().notBefore(),
            relay.grant().provider(),
            Quantity.bytes(relay.signed().up().count()),
            Quantity.bytes(relay.signed().down().count()),
            relay.bytes().count(),
            place(relay));
  }

  private static String place(PaidRelay relay) {
    if (relay.index().isEmpty()) {
      return "not in the log yet";
    }
    long missing = relay.bytes().count() - relay.logged().count();
    return missing == 0
        ? "in the log: entry " + relay.index().getAsLong()
        : "in the log: entry %d, but the newest %d bytes"
            .formatted(relay.index().getAsLong(), missing);
  }
}
