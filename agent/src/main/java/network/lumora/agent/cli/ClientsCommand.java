package network.lumora.agent.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import network.lumora.agent.service.World;
import network.lumora.bridge.pairing.Client;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The paired browsers. */
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Shows the paired browsers, and removes them.")
final class ClientsCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  ClientsCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var clients = Access.requireRunning(root.data()).clients();
    if (clients.isEmpty()) {
      terminal.out().println("No browser is paired; pair one: lumora pair");
    }
    clients.forEach(client -> terminal.out().println(text(client)));
    terminal.out().flush();
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Removes a browser; its token is refused from now on.")
  int revoke(@Parameters(paramLabel = "ID", description = "as lumora clients shows it") String id)
      throws IOException {
    if (!id.matches("[0-9a-f]{1,64}")) {
      throw new IllegalArgumentException("an ID has digits and a to f, as lumora clients shows");
    }
    Access.requireRunning(root.data()).revoke(id);
    terminal.out().println("Removed " + id + ".");
    terminal.out().flush();
    return 0;
  }

  private String text(Client client) {
    return "%s  %s  %s  %s  paired %s, last used %s, until %s"
        .formatted(
            client.id(),
            client.name(),
            client.origin(),
            client.scopes().stream().map(Enum::name).collect(Collectors.joining("+")),
            shown(client.pairedAt()),
            shown(client.lastUsedAt()),
            shown(client.expiresAt()));
  }

  private String shown(@Nullable Instant at) {
    return at == null ? "never" : TIME.format(at.atZone(world.zone()));
  }
}
