package network.lumora.systemtests.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One coordinator, some agents and a consumer, each a process with a folder of its own. */
public final class Network implements AutoCloseable {
  /** What tests lock while agents of theirs use the ports where browsers look. */
  public static final String STANDARD_PORTS = "ports 17480 to 17483";

  private static final String COORDINATOR = "network.lumora.coordinator.Main";
  private static final String AGENT = "network.lumora.agent.Main";
  private static final String CONSUMER = "network.lumora.consumer.Main";
  private static final Pattern KEY = Pattern.compile("ed25519:[A-Za-z0-9_-]{43}");

  private final Path folder;
  private int waitingCommands;
  private final String openDestination;
  private final List<String> coordinatorFlags;
  private final Map<String, Program> agents = new TreeMap<>();
  private final Set<String> consented = new HashSet<>();
  private Program coordinator;
  private final String key;
  private final int httpPort;
  private final int agentsPort;
  private boolean onStandardPorts;

  /**
   * Starts a coordinator and admits the consumer.
   *
   * @param openDestination the {@code host:port} of the test site, which agents open locally
   */
  public Network(Path folder, String openDestination) throws IOException {
    this(folder, openDestination, List.of());
  }

  /**
   * @param coordinatorFlags further ones, as its program takes them
   */
  public Network(Path folder, String openDestination, List<String> coordinatorFlags)
      throws IOException {
    this.folder = folder;
    this.coordinatorFlags = List.copyOf(coordinatorFlags);
    this.openDestination = openDestination;
    this.coordinator = coordinator(0, 0);
    this.key = coordinator.told("key");
    this.httpPort = port(coordinator.told("http"));
    this.agentsPort = port(coordinator.told("agents"));
    admitConsumer();
  }

  private void admitConsumer() throws IOException {
    var keygen = consumer("keygen");
    var found = KEY.matcher(keygen.output());
    if (!found.find()) {
      throw new IOException("keygen told no key: " + keygen);
    }
    var admitted =
        run(
            COORDINATOR,
            "admit",
            found.group(),
            "--name",
            "tests",
            "--data",
            data("coordinator").toString());
    if (admitted.status() != 0) {
      throw new IOException("not admitted: " + admitted);
    }
  }

  private Program coordinator(int http, int forAgents) throws IOException {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            COORDINATOR,
            "--data",
            data("coordinator").toString(),
            "--http-port",
            "" + http,
            "--agents-port",
            "" + forAgents));
    command.addAll(coordinatorFlags);
    return Program.start(
        "coordinator",
        folder.resolve("coordinator.log"),
        List.of("-Xmx512m"),
        command.toArray(String[]::new));
  }

  /** Starts it again on the ports it had. */
  public void restartCoordinator() throws IOException {
    coordinator = coordinator(httpPort, agentsPort);
    var _ = coordinator.told("key");
  }

  public Program coordinator() {
    return coordinator;
  }

  /**
   * Agents take the ports where browsers look; a test that wants it locks {@link #STANDARD_PORTS}.
   */
  public void useStandardPorts() {
    onStandardPorts = true;
  }

  /** Starts an agent with consent recorded; the flags are those of {@code lumora run}. */
  public Program startAgent(String name, String... flags) throws IOException {
    return startAgent(name, agentsPort, flags);
  }

  /** As {@link #startAgent(String, String...)}, by way of another port, such as a {@link Tap}'s. */
  public Program startAgent(String name, int port, String... flags) throws IOException {
    if (consented.add(name)) {
      var consent = run(AGENT, "consent", "--data", data(name).toString(), "--accept");
      if (consent.status() != 0) {
        throw new IOException("no consent: " + consent);
      }
    }
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            AGENT,
            "run",
            "--data",
            data(name).toString(),
            "--coordinator",
            "ws://127.0.0.1:" + port + "/agent",
            "--coordinator-key",
            key,
            "--open-development-destination",
            openDestination));
    if (!onStandardPorts) {
      command.addAll(List.of("--api-port", "0"));
    }
    command.addAll(List.of(flags));
    var agent =
        Program.start(
            name,
            folder.resolve(name + ".log"),
            List.of("-Xmx96m"),
            command.toArray(String[]::new));
    agents.put(name, agent);
    var _ = agent.told("key");
    return agent;
  }

  /** Starts a program that challenges the lines of others, on any port of loopback. */
  public Program startChallenger(String name) throws IOException {
    var challenger =
        Program.start(
            name,
            folder.resolve(name + ".log"),
            List.of("-Xmx96m"),
            AGENT,
            "challenger",
            "--data",
            data(name).toString(),
            "--listen",
            "127.0.0.1:0",
            "--coordinator",
            "ws://127.0.0.1:" + agentsPort + "/agent",
            "--coordinator-key",
            key);
    agents.put(name, challenger);
    return challenger;
  }

  /** The agent will be started without consent: somebody gives it later, or does not. */
  public void leaveConsentToTheHost(String name) {
    consented.add(name);
  }

  public Program agent(String name) {
    var agent = agents.get(name);
    if (agent == null) {
      throw new IllegalArgumentException("no agent " + name);
    }
    return agent;
  }

  /** Runs the consumer's program to its end. */
  public Finished consumer(String... arguments) throws IOException {
    return run(CONSUMER, withData("consumer", arguments));
  }

  public Finished lumora(String agent, String... arguments) throws IOException {
    return run(AGENT, withData(agent, arguments));
  }

  /** Starts a command that waits for somebody; what it says is in its log. */
  public Program lumoraWaiting(String agent, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(AGENT));
    command.addAll(List.of(withData(agent, arguments)));
    return Program.start(
        "lumora",
        folder.resolve("lumora-%s-%d.log".formatted(arguments[0], ++waitingCommands)),
        List.of("-Xmx64m"),
        command.toArray(String[]::new));
  }

  public Path data(String owner) {
    return folder.resolve(owner);
  }

  public Finished operator(String... arguments) throws IOException {
    return run(COORDINATOR, withData("coordinator", arguments));
  }

  private String[] withData(String owner, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(data(owner).toString());
    return all.toArray(String[]::new);
  }

  private Finished run(String main, String... arguments) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-cp",
            Program.classPath(),
            main));
    line.addAll(List.of(arguments));
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Finished(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  public String key() {
    return key;
  }

  public String http() {
    return "http://127.0.0.1:" + httpPort;
  }

  public int httpPort() {
    return httpPort;
  }

  public int agentsPort() {
    return agentsPort;
  }

  public Path folder() {
    return folder;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  @Override
  public void close() {
    agents.values().forEach(Program::close);
    coordinator.close();
  }
}
