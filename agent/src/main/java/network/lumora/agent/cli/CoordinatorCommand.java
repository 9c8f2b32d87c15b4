package network.lumora.agent.cli;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import network.lumora.agent.service.FolderLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--coordinator-key",
      paramLabel = "KEY",
      description = "its key, if you were told one; else the first that it shows is trusted")
  private @Nullable String key;

  CoordinatorCommand(LumoraCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var file = root.data().resolve("agent.conf");
    var config = Config.read(file);
    var wanted = wanted(config);
    if (!wanted.isEmpty()) {
      config = config.with(wanted);
      var _ = config.coordinator();
      FolderLock.prepare(root.data());
      new ConfigFile(file).set(wanted);
    }
    terminal.out().println(config.coordinator().uri());
    terminal.out().flush();
    return 0;
  }

  /** A key that was told is that of the coordinator before: it goes with it. */
  private Map<Config.Key, String> wanted(Config config) {
    var wanted = new EnumMap<Config.Key, String>(Config.Key.class);
    if (url != null) {
      wanted.put(Config.Key.COORDINATOR, url);
    }
    if (key != null) {
      wanted.put(Config.Key.COORDINATOR_KEY, key);
    } else if (url != null
        && !url.equals(config.get(Config.Key.COORDINATOR))
        && !config.get(Config.Key.COORDINATOR_KEY).isEmpty()) {
      wanted.put(Config.Key.COORDINATOR_KEY, "");
    }
    return wanted;
  }
}
