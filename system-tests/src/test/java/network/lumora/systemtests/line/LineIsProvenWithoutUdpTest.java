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
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bed.Namespace;
import network.lumora.systemtests.network.Finished;
import network.lumora.systemtests.network.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The real programs at both ends of a line that lets no UDP through: coordinator and challengers
 * among the bed's servers, the agent at home.
 */
@Isolated
@Timeout(400)
class LineIsProvenWithoutUdpTest {
  private static final String AGENT = "network.lumora.agent.Main";
  private static final String COORDINATOR = "network.lumora.coordinator.Main";

  /** Two are enough to see by which way they come; the grade says that they are few, or worse. */
  private static final int CHALLENGERS = 2;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(240);

  /** With a key that fits; nobody but these tests knows them. */
  private static final Path TLS = Path.of("../agent/src/test/resources/tls");

  @TempDir private Path folder;
  private Bed bed;
  private final List<Program> programs = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    var reason = Bed.whyNot();
    assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    bed = Bed.open(Line.ofMegabits(20, 10));
    bed.blockUdp();
  }

  @AfterEach
  void close() throws IOException {
    programs.reversed().forEach(Program::close);
    if (bed != null) {
      bed.close();
    }
  }

  private static List<String> java(String... words) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                Program.classPath()));
    line.addAll(List.of(words));
    return line;
  }

  private Program start(String name, Namespace where, String... words) throws IOException {
    var command = where.program(java(words).toArray(String[]::new)).command();
    var program = Program.start(name, folder.resolve(name + ".log"), command);
    programs.add(program);
    return program;
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private Program startCoordinator() throws IOException {
    return start(
        "coordinator",
        bed.servers(),
        COORDINATOR,
        "--data",
        data("coordinator"),
        "--listen",
        bed.server(0).getHostAddress(),
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
  }

  private Program startChallenger(int number, Program coordinator) throws IOException {
    return start(
        "challenger" + number,
        bed.servers(),
        AGENT,
        "challenger",
        "--data",
        data("challenger" + number),
        "--listen",
        address(number),
        "--tls-certificate",
        TLS.resolve("challenger.pem").toString(),
        "--tls-key",
        TLS.resolve("challenger.key").toString(),
        "--coordinator",
        "ws://" + coordinator.told("agents") + "/agent",
        "--coordinator-key",
        coordinator.told("key"),
        "--insecure-plaintext");
  }

  /** All at the one address from which the coordinator sees them. */
  private String address(int challenger) {
    return bed.server(0).getHostAddress() + ":" + (8_480 + challenger);
  }

  private Finished lumora(String... words) throws IOException {
    return bed.agent().namespace().exec(java(words).toArray(String[]::new));
  }

  private void startAgent(Program coordinator) throws IOException {
    assertThat(lumora(AGENT, "consent", "--data", data("agent"), "--accept").status()).isZero();
    var words =
        new ArrayList<>(
            List.of(
                AGENT,
                "run",
                "--data",
                data("agent"),
                "--api-port",
                "0",
                "--coordinator",
                "ws://" + coordinator.told("agents") + "/agent",
                "--coordinator-key",
                coordinator.told("key"),
                "--insecure-plaintext"));
    for (int i = 1; i <= CHALLENGERS; i++) {
      words.add("--open-development-destination");
      words.add(address(i));
    }
    var _ = start("agent", bed.agent().namespace(), words.toArray(String[]::new)).told("key");
  }

  @Test
  void aLineIsProvenOverWebSockets() throws IOException {
    var coordinator = startCoordinator();
    for (int i = 1; i <= CHALLENGERS; i++) {
      var _ = startChallenger(i, coordinator).told("challenger");
    }
    startAgent(coordinator);

    assertThat(shown()).contains("over WebSockets, since UDP is blocked");
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!coordinator.log().contains("proven (WEBSOCKET)") && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    assertThat(coordinator.log()).contains("proven (WEBSOCKET)").doesNotContain("(FEW)");
  }

  /** What {@code lumora line} shows once something is proven. */
  private String shown() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    var line = lumora(AGENT, "line", "--data", data("agent"));
    while (!line.output().contains("proven by")) {
      assertThat(System.nanoTime() - end).as(line.output()).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      line = lumora(AGENT, "line", "--data", data("agent"));
    }
    return line.output();
  }
}
