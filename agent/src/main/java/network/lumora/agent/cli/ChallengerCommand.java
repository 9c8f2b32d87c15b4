package network.lumora.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import network.lumora.agent.service.Setup;
import network.lumora.agent.service.World;
import network.lumora.agent.websocket.ServerCertificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the lines of others, and does nothing else. */
@Command(
    name = "challenger",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the lines of a coordinator's agents until it is stopped, and does nothing else.",
      "For a machine with a public address and a line faster than those it measures.",
      "Give it a data folder of its own; its operator names its key to the coordinator."
    })
final class ChallengerCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "HOST:PORT",
      description = "UDP and TCP address, for example 0.0.0.0:8482; port 0 is any")
  private String listen = "";

  @Option(
      names = "--announce",
      paramLabel = "IP",
      description = "where agents reach it, if not at the address the coordinator sees")
  private String announced = "";

  @ArgGroup(exclusive = false)
  private @Nullable Tls tls;

  /** For provers whom UDP does not reach. */
  static final class Tls {
    @Option(
        names = "--tls-certificate",
        required = true,
        paramLabel = "FILE",
        description = {
          "PEM: show this certificate where UDP is blocked, so that slots look like any TLS.",
          "Provers take this one and no other, so it may be self-signed. Without it: plain WebSockets"
        })
    private Path certificate = Path.of("");

    @Option(
        names = "--tls-key",
        required = true,
        paramLabel = "FILE",
        description = "PEM: the certificate's key, PKCS #8 without a password, RSA or EC")
    private Path key = Path.of("");
  }

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "for example wss://coordinator.example/agent")
  private Optional<String> coordinator = Optional.empty();

  @Option(names = "--coordinator-key", paramLabel = "KEY", description = "ed25519:...")
  private Optional<String> coordinatorKey = Optional.empty();

  @Option(
      names = "--insecure-plaintext",
      description = "allow ws:// to other machines; for test networks only")
  private boolean insecurePlaintext;

  ChallengerCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var config = Config.read(root.data().resolve("agent.conf")).with(flags());
    var setup =
        new Setup(
            root.data(),
            config.coordinator(),
            List.of(0),
            1,
            Set.of(),
            Listen.challenger(listen, announced, true, certificate()));
    RunCommand.run(setup, world, terminal);
    return 0;
  }

  private Optional<ServerCertificate> certificate() throws IOException {
    return tls == null
        ? Optional.empty()
        : Optional.of(ServerCertificate.read(tls.certificate, tls.key));
  }

  private Map<Config.Key, String> flags() {
    var flags = new EnumMap<Config.Key, String>(Config.Key.class);
    coordinator.ifPresent(text -> flags.put(Config.Key.COORDINATOR, text));
    coordinatorKey.ifPresent(text -> flags.put(Config.Key.COORDINATOR_KEY, text));
    if (insecurePlaintext) {
      flags.put(Config.Key.INSECURE_PLAINTEXT, "true");
    }
    return flags;
  }
}
