package network.lumora.systemtests.bench.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.lumora.protocol.ProtocolException;
import network.lumora.systemtests.bench.ProcessStatistics;
import network.lumora.systemtests.network.Program;

/**
 * Connects simulated agents to a coordinator, both processes on this machine, and prints one table.
 * {@code scripts/bench agents} runs it; nothing is asserted.
 */
public final class Main {
  private static final int SETTLE_SECONDS = 10;
  private static final int REST_SECONDS = 30;
  private static final int ASK_SECONDS = 20;
  private static final int WARM_SECONDS = 15;

  /** Leases on one page before the coordinator gives it up, less one. */
  private static final int TRIES = 4;

  private static final int STORM_PATIENCE_SECONDS = 60;

  private final int agents;
  private final int rate;
  private final Path folder;
  private final Program coordinator;
  private final SwarmProcess swarm;

  private Main(int agents, int rate, Path folder) throws IOException {
    this.agents = agents;
    this.rate = rate;
    this.folder = folder;
    this.coordinator =
        Program.start(
            "coordinator",
            folder.resolve("coordinator.log"),
            flags(),
            "network.lumora.coordinator.Main",
            "--data",
            folder.resolve("coordinator").toString(),
            "--http-port",
            "0",
            "--agents-port",
            "0");
    this.swarm = new SwarmProcess(agentsPort(), agents, folder.resolve("swarm.log"));
  }

  /** As scripts/lib.sh starts it; with further ones to profile it. */
  private static List<String> flags() {
    var flags =
        new ArrayList<>(
            List.of(
                "-XX:-UseSerialGC",
                "-XX:+UseParallelGC",
                "-XX:MaxNewSize=160m",
                "-Xmx1g",
                "-XX:+UseCompactObjectHeaders"));
    var more = System.getenv("COORDINATOR_FLAGS");
    if (more != null) {
      flags.addAll(List.of(more.split(" ", -1)));
    }
    return flags;
  }

  private int agentsPort() throws IOException {
    var told = coordinator.told("agents");
    return Integer.parseInt(told.substring(told.lastIndexOf(':') + 1));
  }

  /** Arguments: how many agents (10000), leases a second (2000). */
  public static void main(String... arguments)
      throws IOException, InterruptedException, ProtocolException {
    int agents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    var folder = Files.createTempDirectory("lumora-agents");
    new Main(agents, rate, folder).run();
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException, ProtocolException {
    System.out.printf(
        Locale.ROOT, "%n| %,d agents | target | figure | coordinator | agents |%n", agents);
    System.out.println("|---|---|---|---|---|");
    try (swarm;
        coordinator) {
      storm("connect storm, first");
      atRest();
      asking();
      backlog();
      again();
    }
  }

  /** What both processes have used, in seconds of CPU. */
  private record Used(double coordinator, double swarm) {}

  private Used used() throws IOException {
    return new Used(
        ProcessStatistics.cpuSeconds(coordinator.pid()), ProcessStatistics.cpuSeconds(swarm.pid()));
  }

  @FunctionalInterface
  private interface Measurement {
    String figure(SwarmProcess.Told told) throws IOException;
  }

  private void row(String what, String target, String command, Measurement measurement)
      throws IOException {
    var before = used();
    long start = System.nanoTime();
    var told = swarm.tell(command);
    double seconds = (System.nanoTime() - start) / 1e9;
    var after = used();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.1f s CPU, %.1f %% | %.1f s CPU, %.1f %% |%n",
        what,
        target,
        measurement.figure(told),
        after.coordinator() - before.coordinator(),
        100 * (after.coordinator() - before.coordinator()) / seconds,
        after.swarm() - before.swarm(),
        100 * (after.swarm() - before.swarm()) / seconds);
  }

  private void storm(String what) throws IOException {
    row(
        what,
        "all ready",
        "connect " + STORM_PATIENCE_SECONDS,
        told ->
            "%s of %d ready in %s s; %s put off, %s lost and back; %s"
                .formatted(
                    told.text("ready"),
                    agents,
                    told.text("seconds"),
                    told.text("putoff"),
                    told.text("lost"),
                    told.text("troubles")));
  }

  private void atRest() throws IOException {
    var _ = swarm.tell("rest " + SETTLE_SECONDS);
    var wire = new Wire(agentsPort());
    double before = wire.bytes();
    row(
        "at rest, " + REST_SECONDS + " s",
        "",
        "rest " + REST_SECONDS,
        told -> "%s ready, RSS %.0f MB".formatted(told.text("ready"), resident()));
    System.out.printf(
        Locale.ROOT,
        "| wire of an idle agent, TCP and IP headers included | ≤ 50 B/s | %.1f B/s | | |%n",
        (wire.bytes() - before) / agents / REST_SECONDS);
  }

  private double resident() throws IOException {
    return ProcessStatistics.residentMegabytes(coordinator.pid());
  }

  private void asking() throws IOException, InterruptedException, ProtocolException {
    order((WARM_SECONDS + ASK_SECONDS) * rate / TRIES + 5 * agents / 2);
    row("warming up", "", "ask " + rate + " " + WARM_SECONDS, Main::latency);
    row(
        "leases asked for, %,d a second for %d s".formatted(rate, ASK_SECONDS),
        "p99 ≤ 50 ms",
        "ask " + rate + " " + ASK_SECONDS,
        told -> latency(told) + ", RSS %.0f MB".formatted(resident()));
  }

  /** Each consumer has a limit, so there are several. */
  private void order(int pages) throws IOException, InterruptedException, ProtocolException {
    for (int left = pages; left > 0; left -= Buyer.MAX_ORDER) {
      try (var buyer =
          new Buyer("http://" + coordinator.told("http"), folder.resolve("coordinator"))) {
        buyer.order(Math.min(left, Buyer.MAX_ORDER));
      }
    }
  }

  private static String latency(SwarmProcess.Told told) {
    return "%s of %s given, p50 %s, p95 %s, p99 %s, most %s ms"
        .formatted(
            told.text("given"),
            told.text("asked"),
            told.text("p50"),
            told.text("p95"),
            told.text("p99"),
            told.text("max"));
  }

  /**
   * All are willing, then work comes: each page is for one of ten thousand. What the rows before
   * left over is given first, and leaves slots for as many.
   */
  private void backlog() throws IOException, InterruptedException, ProtocolException {
    var _ = swarm.tell("rest 5");
    var _ = swarm.tell("willing 8");
    var _ = swarm.tell("rest 8");
    int pages = agents;
    order(pages);
    row(
        "%,d pages for agents that all wait".formatted(pages),
        "≥ 2,000 a second",
        "leases " + (pages - 1_000) + " 30",
        told ->
            "%.0f in %.1f s, %.0f a second"
                .formatted(
                    told.number("leases"),
                    told.number("seconds"),
                    told.number("leases") / told.number("seconds")));
  }

  private void again() throws IOException {
    var _ = swarm.tell("drop");
    storm("all connections broken at once, and back");
  }
}
