package network.lumora.coordinator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.Quotas;
import network.lumora.coordinator.assign.Weights;
import network.lumora.coordinator.challenge.ChallengeTerms;
import network.lumora.coordinator.lease.LeaseTerms;
import network.lumora.coordinator.program.Coordinator;
import network.lumora.coordinator.program.Folder;
import network.lumora.coordinator.program.Settings;
import network.lumora.coordinator.relay.DestinationTerms;
import network.lumora.coordinator.relay.RelayTerms;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands; without one, the coordinator runs. */
@Command(
    name = "lumora-coordinator",
    description = "Takes orders, leases work to agents and keeps the public log.",
    mixinStandardHelpOptions = true,
    version = "lumora-coordinator 0.1.0")
public final class Commands implements Callable<Integer> {
  private static final int FAILED = 1;

  private final Coordinator.World world;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Folder with keys, orders and log (${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.home}/.local/share/lumora/coordinator")
  private Path data = Path.of("");

  @Option(
      names = "--listen",
      paramLabel = "HOST",
      description = "Address to listen on (${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  private InetAddress listen = InetAddress.getLoopbackAddress();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "For consumers and operators; 0 is any (${DEFAULT-VALUE}).",
      defaultValue = "" + Settings.HTTP_PORT)
  private int httpPort;

  @Option(
      names = "--agents-port",
      paramLabel = "PORT",
      description = "For agents; 0 is any (${DEFAULT-VALUE}).",
      defaultValue = "" + Settings.AGENTS_PORT)
  private int agentsPort;

  @Option(
      names = "--epoch-pool",
      paramLabel = "MICROLMR",
      description = "For a new log: what each epoch pays (${DEFAULT-VALUE}).",
      defaultValue = "1000000000")
  private long epochPool;

  @Option(
      names = "--epoch-minutes",
      paramLabel = "N",
      description = "Length of an epoch; 0 if only close-epoch ends it (${DEFAULT-VALUE}).",
      defaultValue = "" + Settings.EPOCH_MINUTES)
  private int epochMinutes;

  @Option(
      names = "--lease-seconds",
      paramLabel = "N",
      description = "How long an agent has for a page (${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int leaseSeconds;

  @Option(
      names = "--grace-seconds",
      paramLabel = "N",
      description = "How long an agent whose line broke may come back to it (${DEFAULT-VALUE}).",
      defaultValue = "" + Settings.GRACE_SECONDS)
  private int graceSeconds;

  @Option(
      names = "--weights",
      paramLabel = "B,P,L,C",
      split = ",",
      description =
          "What bandwidth, proximity, latency and free slots count; they add up to 1"
              + " (0.3,0.4,0.1,0.2).")
  private List<Double> weights = List.of();

  @Option(
      names = "--pages-per-consumer",
      paramLabel = "N",
      description = "How many pages of one consumer are worked on at once (${DEFAULT-VALUE}).",
      defaultValue = "" + AssignTerms.MOST_PER_CONSUMER)
  private int pagesPerConsumer;

  @Option(
      names = "--drain-seconds",
      paramLabel = "N",
      description = "When stopped: how long agents may finish their pages (${DEFAULT-VALUE}).",
      defaultValue = "" + Settings.DRAIN_SECONDS)
  private int drainSeconds;

  @Option(
      names = "--challenges-a-day",
      paramLabel = "N",
      description = "How often each agent's line is measured; 0 is never (${DEFAULT-VALUE}).",
      defaultValue = "" + ChallengeTerms.A_DAY)
  private int challengesADay;

  @Option(
      names = "--first-challenge-seconds",
      paramLabel = "N",
      description = "Mean wait from an agent's arrival to its first (${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int firstChallengeSeconds;

  @Option(
      names = "--challenge-gigabytes",
      paramLabel = "N",
      description = "What all challenges of a day may move (${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int challengeGigabytes;

  @Option(
      names = "--proxy",
      paramLabel = "ADDRESS",
      description =
          "A proxy of yours before the agents' port; it tells in X-Forwarded-For who connects.")
  private List<InetAddress> proxies = List.of();

  @Option(
      names = "--challenger",
      paramLabel = "KEY",
      description = {
        "A challenger that you run yourself; give it for each. It is believed where it says it is,",
        "also as an agent that relays."
      })
  private List<String> operatorRun = List.of();

  @Option(
      names = "--relay-mebibytes",
      paramLabel = "N",
      description = "What one grant of a relay allows (${DEFAULT-VALUE}).",
      defaultValue = "" + RelayTerms.USUAL_MEBIBYTES)
  private int relayMebibytes;

  @Option(
      names = "--relay-minutes",
      paramLabel = "N",
      description = "How long one grant of a relay lasts (${DEFAULT-VALUE}).",
      defaultValue = "" + RelayTerms.USUAL_MINUTES)
  private int relayMinutes;

  @Option(
      names = "--destination-minutes",
      paramLabel = "N",
      description =
          "How old the proof of a site's owner may be when a relay to it is asked for"
              + " (${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int destinationMinutes;

  @Option(
      names = "--open-development-destination",
      paramLabel = "HOST:PORT",
      description = "Look for owners' proofs at this test site on your own network; repeatable.")
  private List<String> developmentDestinations = List.of();

  public Commands(Coordinator.World world) {
    this.world = world;
  }

  /** Executes a command line; gives the exit code. */
  public static int execute(Coordinator.World world, String... arguments) {
    return new CommandLine(new Commands(world))
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              if (failure instanceof IOException) {
                command.getErr().println(failure.getMessage());
                return FAILED;
              }
              throw failure;
            })
        .execute(arguments);
  }

  /** Runs until it is told to stop. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    var stopped = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    try (var coordinator = Coordinator.start(settings(), world)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended)));
      out().println(coordinator.readiness());
      out().flush();
      stopped.await();
      coordinator.drain(Duration.ofSeconds(drainSeconds));
    }
    ended.countDown();
    return 0;
  }

  private static void stop(CountDownLatch stopped, CountDownLatch ended) {
    stopped.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": a port is 0, for any that is free, to 65535, not " + port);
    }
  }

  private Settings settings() {
    if (leaseSeconds < 1
        || Math.min(graceSeconds, drainSeconds) < 0
        || epochPool < 0
        || epochMinutes < 0
        || destinationMinutes < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--lease-seconds is from 1; --grace-seconds, --drain-seconds, --epoch-pool and"
              + " --epoch-minutes from 0");
    }
    requirePort("--http-port", httpPort);
    requirePort("--agents-port", agentsPort);
    var usual = Settings.of(data, httpPort, agentsPort);
    var leases = usual.leases();
    return new Settings(
        data,
        new InetSocketAddress(listen, httpPort),
        new InetSocketAddress(listen, agentsPort),
        new MicroLmr(epochPool),
        Duration.ofMinutes(epochMinutes),
        new LeaseTerms(
            Duration.ofSeconds(leaseSeconds),
            Duration.ofSeconds(graceSeconds),
            leases.maxTries(),
            leases.maxSource(),
            leases.maxDelivered(),
            leases.policy()),
        usual.link().behind(Set.copyOf(proxies)),
        assignment(usual.assignment()),
        challenges(),
        RelayTerms.of(
            relayMebibytes,
            relayMinutes,
            new DestinationTerms(
                Duration.ofMinutes(destinationMinutes), Set.copyOf(developmentDestinations))));
  }

  private AssignTerms assignment(AssignTerms usual) {
    if (pagesPerConsumer < 1) {
      throw new ParameterException(
          spec.commandLine(), "--pages-per-consumer from 1, not " + pagesPerConsumer);
    }
    var terms = usual.withQuotas(new Quotas(pagesPerConsumer));
    if (weights.isEmpty()) {
      return terms;
    }
    try {
      return terms.withWeights(Weights.of(weights));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--weights: " + e.getMessage(), e);
    }
  }

  private ChallengeTerms challenges() {
    if (challengesADay < 0 || firstChallengeSeconds < 0 || challengeGigabytes < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--challenges-a-day, --first-challenge-seconds and --challenge-gigabytes are from 0");
    }
    return new ChallengeTerms(
        Duration.ofSeconds(firstChallengeSeconds),
        challengesADay == 0 ? Duration.ZERO : Duration.ofDays(1).dividedBy(challengesADay),
        new Bytes(1_000_000_000L * challengeGigabytes),
        operatorRun.stream().map(this::key).collect(Collectors.toSet()),
        ChallengeTerms.DEFAULT.patience());
  }

  private PublicKey key(String text) {
    try {
      return PublicKey.parse(text);
    } catch (ProtocolException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  @Command(name = "key", description = "Prints the coordinator's key; makes one if there is none.")
  int key() throws IOException {
    out().println(Folder.at(data).identity().publicKey());
    return 0;
  }

  @Command(name = "admit", description = "Lets a consumer order; the coordinator must run.")
  int admit(
      @Parameters(paramLabel = "KEY", description = "ed25519:...") String key,
      @Option(names = "--name", required = true, paramLabel = "NAME") String name)
      throws IOException {
    var admission = admission(key, name);
    client().post("/v1/operator/consumers", admission);
    out().println("admitted " + key);
    return 0;
  }

  private String admission(String key, String name) {
    return Admission.json(key(key), name);
  }

  @Command(name = "close-epoch", description = "Ends the open epoch and pays its pool.")
  int closeEpoch() throws IOException {
    var epoch = answer(client().post("/v1/operator/epochs", "{}"), EpochAnswer.class);
    out().println("epoch " + epoch.closed() + " is closed; it paid " + epoch.paid());
    return 0;
  }

  @Command(name = "status", description = "Prints agents, orders, epoch and size of the log.")
  int status() throws IOException {
    var now = answer(client().get("/v1/operator/status"), StatusAnswer.class);
    out()
        .println(
            "agents    %d connected, %d of %d slots at work"
                .formatted(now.agents(), now.working(), now.slots()));
    out().println("orders    " + now.orders() + " open");
    out().println("epoch     " + now.epoch());
    out().println("log       " + now.treeSize() + " entries");
    out()
        .println(
            "lines     %d agents proven, %d challengers%s"
                .formatted(
                    now.provenLines(),
                    now.challengers(),
                    now.challengeTrouble().isEmpty() ? "" : "; " + now.challengeTrouble()));
    return 0;
  }

  @Command(name = "leases", description = "Prints who works on what, and why that agent got it.")
  int leases(
      @Option(
              names = "--page",
              paramLabel = "ORDER/NUMBER",
              description = "All leases that were ever given on one page (0 is the first).")
          @Nullable String page)
      throws IOException {
    var path = "/v1/operator/leases" + (page == null ? "" : "?page=" + task(page));
    for (var lease : answer(client().get(path), LeasesAnswer.class).leases()) {
      out()
          .println(
              "%s  %s  %s  %s  %s"
                  .formatted(
                      lease.givenAt(),
                      lease.page(),
                      lease.agent(),
                      lease.live() ? "until " + lease.expiresAt() : "ended",
                      lease.reason().isEmpty() ? "(no reason kept)" : lease.reason()));
    }
    return 0;
  }

  private TaskId task(String text) {
    try {
      return TaskId.parse(text);
    } catch (ProtocolException e) {
      throw new ParameterException(
          spec.commandLine(), "--page: expected the order's id, a slash and a number", e);
    }
  }

  /** What the coordinator says of its leases. */
  record LeasesAnswer(List<LeaseAnswer> leases) {}

  /** What the coordinator says of one lease. */
  record LeaseAnswer(
      TaskId page,
      PublicKey agent,
      Instant givenAt,
      Instant expiresAt,
      boolean live,
      String reason) {}

  /** What the coordinator says of an epoch it closed. */
  record EpochAnswer(long closed, MicroLmr paid) {}

  /** What the coordinator says of itself. */
  record StatusAnswer(
      int agents,
      int slots,
      int working,
      long orders,
      long epoch,
      long treeSize,
      int challengers,
      long provenLines,
      String challengeTrouble) {}

  private static <R extends Record> R answer(String json, Class<R> type) throws IOException {
    try {
      return new DocumentCodec().read(json, type);
    } catch (ProtocolException e) {
      throw new IOException("the coordinator's answer is not understood: " + e.getMessage(), e);
    }
  }

  private OperatorClient client() throws IOException {
    return OperatorClient.of(Folder.at(data), world.random());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
