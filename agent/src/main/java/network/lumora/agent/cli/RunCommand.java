package network.lumora.agent.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import network.lumora.agent.service.Agent;
import network.lumora.agent.service.Setup;
import network.lumora.agent.service.World;
import network.lumora.protocol.message.Greeting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the agent until it is told to stop. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the agent until it is stopped (Ctrl-C or SIGTERM).",
      "Settings come from agent.conf in the data folder; flags win."
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final int MAX_PORT = 65_535;

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "for example wss://coordinator.example/agent")
  private Optional<String> coordinator = Optional.empty();

  @Option(
      names = "--coordinator-key",
      paramLabel = "KEY",
      description = "ed25519:...; without it, the first key seen at the address is trusted")
  private Optional<String> coordinatorKey = Optional.empty();

  @Option(
      names = "--insecure-plaintext",
      description = "allow ws:// to other machines; for test networks only")
  private boolean insecurePlaintext;

  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      description =
          "of the API on 127.0.0.1, or 0 for any (default: 17480 to 17483, where extensions look)")
  private Optional<String> apiPort = Optional.empty();

  @Option(names = "--slots", paramLabel = "N", description = "tasks at once (default: 4)")
  private Optional<String> slots = Optional.empty();

  @Option(
      names = "--open-development-destination",
      paramLabel = "HOST:PORT",
      description = "let tasks reach this test site on your own machine or network; repeatable")
  private String @Nullable [] developmentDestinations;

  @Option(
      names = "--challenger",
      paramLabel = "HOST:PORT",
      description =
          "measure the lines of others too, from this UDP and TCP port; for machines with a"
              + " gigabit")
  private Optional<String> challenger = Optional.empty();

  @Option(
      names = "--place",
      paramLabel = "PLACE",
      description =
          "where you are, such as DE or DE-BE, for orders that ask for a place; not told if left"
              + " out")
  private Optional<String> place = Optional.empty();

  @Option(
      names = "--relay",
      paramLabel = "HOST:PORT",
      description = {
        "let parties of relays in at this TCP address; for machines that others can dial.",
        "Nothing is carried before you agree to it: lumora relay"
      })
  private Optional<String> relay = Optional.empty();

  @Option(
      names = "--relay-announce",
      paramLabel = "IP",
      description = {
        "where parties reach it, if not at the address the coordinator sees; it believes that only",
        "of agents that its own operator runs"
      })
  private Optional<String> relayAnnounce = Optional.empty();

  @Option(names = "--print-config", description = "show the settings in force, and end")
  private boolean printConfig;

  RunCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var config = Config.read(root.data().resolve("agent.conf")).with(flags());
    if (printConfig) {
      terminal.out().print("# data = " + root.data() + "\n" + config);
      terminal.out().flush();
      return 0;
    }
    run(setup(config), world, terminal);
    return 0;
  }

  /** Until the program is told to stop. */
  static void run(Setup setup, World world, Terminal terminal)
      throws IOException, InterruptedException {
    var agent = Agent.start(setup, world);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent), "stop"));
    terminal
        .out()
        .println(
            "lumora-agent ready api=127.0.0.1:%d key=%s%s%s"
                .formatted(agent.apiPort(), agent.key(), challenges(agent), relays(agent)));
    if (agent.waitsForConsent()) {
      terminal
          .out()
          .println(
              "No work before you have agreed to it: read and agree with lumora consent, or in the"
                  + " paired browser. The agent waits.");
    }
    terminal.out().flush();
    new CountDownLatch(1).await();
  }

  private static String challenges(Agent agent) {
    return agent.challengerPort().stream()
        .mapToObj(port -> " challenger=" + port)
        .findFirst()
        .orElse("");
  }

  private static String relays(Agent agent) {
    return agent.relayPort().stream().mapToObj(port -> " relay=" + port).findFirst().orElse("");
  }

  private static void stop(Agent agent) {
    try {
      agent.close();
    } catch (IOException e) {
      LOG.error("not everything could be written: {}", e.getMessage());
    }
  }

  private Map<Config.Key, String> flags() {
    var flags = new EnumMap<Config.Key, String>(Config.Key.class);
    coordinator.ifPresent(text -> flags.put(Config.Key.COORDINATOR, text));
    coordinatorKey.ifPresent(text -> flags.put(Config.Key.COORDINATOR_KEY, text));
    apiPort.ifPresent(text -> flags.put(Config.Key.API_PORT, text));
    slots.ifPresent(text -> flags.put(Config.Key.SLOTS, text));
    challenger.ifPresent(text -> flags.put(Config.Key.CHALLENGER, text));
    place.ifPresent(text -> flags.put(Config.Key.PLACE, text));
    relay.ifPresent(text -> flags.put(Config.Key.RELAY, text));
    relayAnnounce.ifPresent(text -> flags.put(Config.Key.RELAY_ANNOUNCE, text));
    if (insecurePlaintext) {
      flags.put(Config.Key.INSECURE_PLAINTEXT, "true");
    }
    if (developmentDestinations != null) {
      flags.put(Config.Key.OPEN_DEVELOPMENT_DESTINATION, String.join(",", developmentDestinations));
    }
    return flags;
  }

  private Setup setup(Config config) {
    return new Setup(
        root.data(),
        config.coordinator(),
        apiPorts(config),
        config.number(Config.Key.SLOTS, 1, Greeting.MAX_SLOTS),
        destinations(config.get(Config.Key.OPEN_DEVELOPMENT_DESTINATION)),
        Listen.challenger(config.get(Config.Key.CHALLENGER), "", false, Optional.empty()),
        config.place(),
        Listen.relay(config.get(Config.Key.RELAY), config.get(Config.Key.RELAY_ANNOUNCE)));
  }

  private static List<Integer> apiPorts(Config config) {
    return config.get(Config.Key.API_PORT).isEmpty()
        ? Setup.STANDARD_PORTS
        : List.of(config.number(Config.Key.API_PORT, 0, MAX_PORT));
  }

  private static Set<String> destinations(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
