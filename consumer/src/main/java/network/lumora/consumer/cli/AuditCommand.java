package network.lumora.consumer.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.consumer.audit.LogAudit;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = "Recompute a coordinator's balances from its public log, entry by entry.")
final class AuditCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "Its address. May be left out if only one is known.")
  private @Nullable String coordinator;

  AuditCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call() throws IOException, ProtocolException, BadOrderException {
    try (var lumora = data.open()) {
      var url = KnownAddress.of(coordinator, lumora);
      var key = lumora.meet(url, Optional.empty());
      var log = lumora.at(url);
      var outcome = new LogAudit(key, lumora.seenLog(key)).run(log, log.balances());
      new AuditTable(shell).print(outcome);
      return outcome.isClean() ? Exit.OK : Exit.NOT_VERIFIED;
    }
  }
}
