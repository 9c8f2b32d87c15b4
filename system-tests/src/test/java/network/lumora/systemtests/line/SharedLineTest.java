package network.lumora.systemtests.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Host;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bed.Namespace;
import network.lumora.systemtests.network.Finished;
import network.lumora.systemtests.network.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The real programs in the bed; alone, for the line's rate is what tells. */
@Isolated
class SharedLineTest {
  private static final String COORDINATOR = "network.lumora.coordinator.Main";
  private static final String AGENT = "network.lumora.agent.Main";
  private static final String CONSUMER = "network.lumora.consumer.Main";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

  @TempDir private Path folder;
  private final List<Program> programs = new ArrayList<>();
  private final List<String> challengerFlags = new ArrayList<>();
  private Bed bed;
  private String server;
  private Program coordinator;

  @BeforeEach
  void start() throws IOException {
    var reason = Bed.whyNot();
    assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    bed = Bed.open(Line.ofMegabits(60, 40));
    server = bed.server(0).getHostAddress();
    coordinator =
        program(
            "coordinator",
            bed.servers(),
            COORDINATOR,
            "--listen",
            server,
            "--http-port",
            "0",
            "--agents-port",
            "0",
            "--challenges-a-day",
            "86400",
            "--first-challenge-seconds",
            "0",
            "--challenge-gigabytes",
            "1000");
    for (int i = 0; i < 2; i++) {
      startChallenger("challenger" + i);
    }
  }

  @AfterEach
  void stop() throws IOException {
    programs.reversed().forEach(Program::close);
    if (bed != null) {
      bed.close();
    }
  }

  private Program program(String name, Namespace place, String... command) throws IOException {
    var words = java(command);
    words.addAll(List.of("--data", folder.resolve(name).toString()));
    var program =
        Program.start(
            name,
            folder.resolve(name + ".log"),
            place.program(words.toArray(String[]::new)).command());
    programs.add(program);
    return program;
  }

  private static List<String> java(String... command) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            Program.classPath()));
    words.addAll(List.of(command));
    return words;
  }

  private Finished run(Namespace place, String... command) throws IOException {
    return place.exec(java(command).toArray(String[]::new));
  }

  private void startChallenger(String name) throws IOException {
    var challenger = program(name, bed.servers(), with("challenger", "--listen", server + ":0"));
    challengerFlags.add("--open-development-destination");
    challengerFlags.add(server + ":" + challenger.told("challenger"));
  }

  private void startAgent(String name, Host host) throws IOException {
    var data = folder.resolve(name).toString();
    var consent = run(host.namespace(), AGENT, "consent", "--data", data, "--accept");
    assertThat(consent.status()).as(consent.output()).isZero();
    var words = new ArrayList<>(List.of(with("run", "--api-port", "0")));
    words.addAll(challengerFlags);
    var _ = program(name, host.namespace(), words.toArray(String[]::new)).told("key");
  }

  /** A command of the agent's program that knows its coordinator. */
  private String[] with(String... command) throws IOException {
    var words = new ArrayList<>(List.of(AGENT));
    words.addAll(List.of(command));
    words.addAll(
        List.of(
            "--coordinator",
            "ws://%s/agent".formatted(coordinator.told("agents")),
            "--coordinator-key",
            coordinator.told("key"),
            "--insecure-plaintext"));
    return words.toArray(String[]::new);
  }

  private void awaitLog(String text) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!coordinator.log().contains(text)) {
      assertThat(System.nanoTime() - end).as(coordinator.log()).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  @Test
  void twoAgentsBehindOneAddressAreFoundToShareItsLine() throws IOException {
    startAgent("agent", bed.agent());
    startAgent("sybil", bed.device());

    awaitLog("2 agents challenged together: ONE_LINE");

    var audit =
        run(
            bed.servers(),
            CONSUMER,
            "audit",
            "--coordinator",
            "http://" + coordinator.told("http"),
            "--data",
            folder.resolve("consumer").toString());
    assertThat(audit.status()).as(audit.output()).isZero();
  }
}
