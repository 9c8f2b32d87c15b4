package network.lumora.systemtests.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import network.lumora.systemtests.network.Finished;
import network.lumora.systemtests.network.Program;

/** A coordinator, agents that carry, and a consumer with its local proxy. */
public final class RelayTown implements AutoCloseable {
  private static final String COORDINATOR = "network.lumora.coordinator.Main";
  private static final String AGENT = "network.lumora.agent.Main";
  private static final String CONSUMER = "network.lumora.consumer.Main";
  private static final Pattern KEY = Pattern.compile("ed25519:[A-Za-z0-9_-]{43}");
  private static final Pattern LINE = Pattern.compile("lumora-destination-v1=[0-9a-f]{64}");

  /** As {@code scripts/lib.sh} has them, since they decide what a relay costs. */
  private static final List<String> AGENT_FLAGS =
      List.of("-Xms8m", "-Xmx64m", "-Xss512k", "-XX:TieredStopAtLevel=1");

  private static final List<String> CONSUMER_FLAGS =
      List.of("-Xmx512m", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1");

  private static final List<String> COORDINATOR_FLAGS =
      List.of("-Xmx1g", "-XX:+UseCompactObjectHeaders");

  private final Path folder;
  private final Shop shop;
  private final List<Program> programs = new ArrayList<>();
  private final Map<String, Program> byName = new HashMap<>();
  private final List<String> moreFlags = new ArrayList<>();
  private final Program coordinator;

  public RelayTown(Path folder, Shop shop, String... coordinatorFlags) throws IOException {
    this.folder = folder;
    this.shop = shop;
    var flags =
        new ArrayList<>(
            List.of("--http-port", "0", "--agents-port", "0", "--challenges-a-day", "0"));
    flags.addAll(List.of(coordinatorFlags));
    this.coordinator = start("coordinator", COORDINATOR, flags);
    var _ = coordinator.told("http");
    var _ = admit("consumer");
  }

  /** Of a consumer that was admitted. */
  public String keyOf(String name) throws IOException {
    return first(KEY, run(name, CONSUMER, "keygen").output());
  }

  /** A further consumer; gives its key. */
  public String admit(String name) throws IOException {
    var key = first(KEY, run(name, CONSUMER, "keygen").output());
    require(run("coordinator", COORDINATOR, "admit", key, "--name", name));
    return key;
  }

  /** Further ones of programs that are started from now on. */
  public void jvmFlags(List<String> flags) {
    moreFlags.addAll(flags);
  }

  public Program program(String name) {
    var program = byName.get(name);
    if (program == null) {
      throw new IllegalArgumentException("no program " + name);
    }
    return program;
  }

  private Program start(String name, String main, List<String> flags) throws IOException {
    var command = new ArrayList<>(List.of(main));
    command.addAll(flags);
    command.addAll(List.of("--data", folder.resolve(name).toString()));
    var jvm = new ArrayList<>(flagsOf(main));
    jvm.addAll(shop.jvmFlags());
    moreFlags.forEach(flag -> jvm.add(flag.replace("%n", name)));
    var program =
        Program.start(name, folder.resolve(name + ".log"), jvm, command.toArray(String[]::new));
    programs.add(program);
    byName.put(name, program);
    return program;
  }

  private static List<String> flagsOf(String main) {
    return switch (main) {
      case AGENT -> AGENT_FLAGS;
      case CONSUMER -> CONSUMER_FLAGS;
      default -> COORDINATOR_FLAGS;
    };
  }

  public Finished run(String name, String main, String... words) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(List.of("-cp", Program.classPath(), main));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", folder.resolve(name).toString()));
    return execute(command);
  }

  public static Finished execute(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
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

  private static Finished require(Finished finished) throws IOException {
    if (finished.status() != 0) {
      throw new IOException(finished.output());
    }
    return finished;
  }

  private static String first(Pattern pattern, String text) throws IOException {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("expected " + pattern + " in " + text);
    }
    return found.group();
  }

  public Finished consumer(String... words) throws IOException {
    return run("consumer", CONSUMER, words);
  }

  public Finished agent(String name, String... words) throws IOException {
    return run(name, AGENT, words);
  }

  /** An agent whose host has agreed to work, and to nothing else. */
  public Program startAgent(String name, String... flags) throws IOException {
    return startAgentAt(name, "127.0.0.1:0", flags);
  }

  /**
   * @param relay where it lets parties in
   */
  public Program startAgentAt(String name, String relay, String... flags) throws IOException {
    require(agent(name, "consent", "--accept"));
    var all =
        new ArrayList<>(
            List.of(
                "run",
                "--coordinator",
                "ws://" + coordinator.told("agents") + "/agent",
                "--coordinator-key",
                coordinator.told("key"),
                "--api-port",
                "0",
                "--relay",
                relay));
    all.addAll(List.of(flags));
    var program = start(name, AGENT, all);
    var _ = program.told("relay");
    return program;
  }

  /** Its host agrees to opened destinations. */
  public void agree(String name) throws IOException {
    require(agent(name, "relay", "--destinations", "true"));
  }

  /** Its host agrees to relays between members. */
  public void agreeToParties(String name) throws IOException {
    require(agent(name, "relay", "--parties", "true"));
  }

  /** A consumer that takes calls of another, and brings them to a port of this computer. */
  public Program startAnswer(String name, String from, int forward) throws IOException {
    return start(
        name,
        CONSUMER,
        List.of(
            "answer",
            "--coordinator",
            http(),
            "--from",
            from,
            "--forward",
            "127.0.0.1:" + forward));
  }

  /** A consumer that calls another; gives the local port. */
  public int startCaller(String to) throws IOException {
    var program =
        start(
            "consumer",
            CONSUMER,
            List.of("relay", "--coordinator", http(), "--to", to, "--listen", "127.0.0.1:0"));
    return port(program.told("proxy"));
  }

  private String http() throws IOException {
    return "http://" + coordinator.told("http");
  }

  private static int port(String place) {
    return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
  }

  /** The line that the consumer is to publish at the shop. */
  public String line() throws IOException {
    var said = require(consumer("open-destination", Shop.HOST, "--coordinator", http()));
    return first(LINE, said.output());
  }

  public Finished check() throws IOException {
    return consumer("open-destination", "--check", Shop.HOST);
  }

  public Finished closeEpoch() throws IOException {
    return require(run("coordinator", COORDINATOR, "close-epoch"));
  }

  /** Gives the port of the consumer's proxy. */
  public int startProxy() throws IOException {
    var program = start("consumer", CONSUMER, List.of("relay", "--listen", "127.0.0.1:0"));
    return port(program.told("proxy"));
  }

  /** The consumer's proxy, which was started last. */
  public Program proxy() {
    return programs.getLast();
  }

  /** What the consumer's proxy has told its owner. */
  public String proxyLog() throws IOException {
    return programs.getLast().log();
  }

  public Finished curl(int proxy, String... words) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "curl",
                "-v",
                "-s",
                "-S",
                "--max-time",
                "60",
                "--cacert",
                shop.certificateFile().toString(),
                "-x",
                "http://127.0.0.1:" + proxy));
    command.addAll(List.of(words));
    return execute(command);
  }

  @Override
  public void close() {
    programs.reversed().forEach(Program::close);
  }
}
