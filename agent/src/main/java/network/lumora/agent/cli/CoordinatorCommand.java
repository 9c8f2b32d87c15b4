package network.lumora.agent.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import network.lumora.agent.service.FolderLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows or sets the coordinator in {@code agent.conf}. */
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    description = {
      "Shows which coordinator the agent works for, or sets it.",
      "It stands in agent.conf in the data folder; an agent that runs heeds it when it starts anew."
    })
final class CoordinatorCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "for example wss://coordinator.example/agent")
  private @Nullable String url;

  CoordinatorCommand(LumoraCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var file = root.data().resolve("agent.conf");
    var config = Config.read(file);
    if (url != null) {
      config = config.with(Map.of(Config.Key.COORDINATOR, url));
      var _ = config.coordinator();
      FolderLock.prepare(root.data());
      new ConfigFile(file).set(Config.Key.COORDINATOR, url);
    }
    terminal.out().println(config.coordinator().uri());
    terminal.out().flush();
    return 0;
  }
}
