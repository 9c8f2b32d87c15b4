package network.lumora.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import network.lumora.systemtests.docs.Nginx;
import network.lumora.systemtests.docs.PythonDocs;
import network.lumora.systemtests.network.Network;
import network.lumora.systemtests.network.Program;

/**
 * Measures on this machine and prints one table. {@code scripts/bench} runs it; nothing is
 * asserted.
 */
public final class Main {
  private static final int STARTS = 5;
  private static final int ROUNDS = 4;
  private static final int PAGES = 500;
  private static final int REST_SECONDS = 20;

  private final Path root;
  private final Path folder;

  private Main(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** Argument: the checkout. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    new Main(Path.of(arguments[0]), Files.createTempDirectory("lumora-bench")).run();
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    row("what", "median (least to most, runs)");
    row("---", "---");
    cryptography();
    if (!PythonDocs.isInstalled() || !Nginx.isInstalled()) {
      System.out.println("Pages are not measured: they need nginx and python3-doc.");
      return;
    }
    try (var site = Nginx.serve(PythonDocs.FOLDER, folder.resolve("nginx"));
        var network = new Network(folder, site.authority())) {
      starts(network);
      pages(network, site);
    }
  }

  private static void row(String what, String figure) {
    System.out.println("| " + what + " | " + figure + " |");
  }

  private static void cryptography() {
    var cryptography = new Cryptography();
    row("Ed25519 sign, 1 KiB", cryptography.sign().text("per CPU-second"));
    row("Ed25519 verify, 1 KiB", cryptography.verify().text("per CPU-second"));
    row("HPKE seal, 1 KiB", cryptography.seal().text("per CPU-second"));
    row("HPKE open, 1 KiB", cryptography.open().text("per CPU-second"));
  }

  /** The agent as {@code scripts/lumora} starts it, connected to a coordinator. */
  private void starts(Network network) throws IOException, InterruptedException {
    var _ = network.lumora("resting", "consent", "--accept");
    double[] ready = new double[STARTS];
    double[] resident = new double[STARTS];
    double[] cpu = new double[1];
    for (int i = -1; i < STARTS; i++) {
      long before = System.nanoTime();
      try (var agent = restingAgent(network)) {
        var _ = agent.told("key");
        if (i < 0) {
          continue; // The first start writes the class archive that the others use.
        }
        ready[i] = (System.nanoTime() - before) / 1e9;
        double cpuBefore = ProcessStatistics.cpuSeconds(agent.pid());
        rest(i == 0 ? REST_SECONDS : 5);
        resident[i] = ProcessStatistics.residentMegabytes(agent.pid());
        if (i == 0) {
          cpu[0] = (ProcessStatistics.cpuSeconds(agent.pid()) - cpuBefore) / REST_SECONDS * 100;
        }
      }
    }
    row("agent: time to ready", new Figures(ready).text("s"));
    row("agent: resident memory at rest", new Figures(resident).text("MB"));
    row("agent: CPU at rest over " + REST_SECONDS + " s from ready", new Figures(cpu).text("%"));
  }

  private Program restingAgent(Network network) throws IOException {
    return Program.start(
        "resting",
        folder.resolve("resting.log"),
        List.of(
            root.resolve("scripts/lumora").toString(),
            "run",
            "--data",
            folder.resolve("resting").toString(),
            "--coordinator",
            "ws://127.0.0.1:" + network.agentsPort() + "/agent",
            "--coordinator-key",
            network.key()));
  }

  private static void rest(int seconds) throws InterruptedException {
    var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }

  /** The same pages and fields, in turn; the first round of each warms up and does not count. */
  private void pages(Network network, Nginx site) throws IOException {
    var urls = PythonDocs.pages(PAGES).stream().map(site::url).toList();
    var list = Files.write(folder.resolve("urls.txt"), urls);
    var bare = bareRates(list);
    var agent = network.startAgent("working");
    var coordinator = network.coordinator();
    var agentRates = new ArrayList<Double>();
    var coordinatorRates = new ArrayList<Double>();
    var pagesPerSecond = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      double agentBefore = ProcessStatistics.cpuSeconds(agent.pid());
      double coordinatorBefore = ProcessStatistics.cpuSeconds(coordinator.pid());
      long before = System.nanoTime();
      order(network, list, round);
      if (round > 0) {
        pagesPerSecond.add(PAGES * 1e9 / (System.nanoTime() - before));
        agentRates.add(PAGES / (ProcessStatistics.cpuSeconds(agent.pid()) - agentBefore));
        coordinatorRates.add(
            PAGES / (ProcessStatistics.cpuSeconds(coordinator.pid()) - coordinatorBefore));
      }
    }
    row("bare OkHttp+jsoup", bare.text("pages per CPU-second"));
    row(
        "agent: guard, robots, fetch, extract, seal, sign",
        figures(agentRates).text("pages per CPU-second"));
    row(
        "ratio agent / bare, of medians",
        String.format(Locale.ROOT, "%.2f", figures(agentRates).median() / bare.median()));
    row(
        "coordinator: lease, count, counter-sign, log",
        figures(coordinatorRates).text("pages per CPU-second"));
    row(
        "one agent, order to opened dataset, consumer's start included",
        figures(pagesPerSecond).text("pages per second"));
  }

  private void order(Network network, Path list, int round) throws IOException {
    var run =
        network.consumer(
            "run",
            "--coordinator",
            network.http(),
            "--list",
            list.toString(),
            "--field",
            "title=title",
            "--field",
            "heading=h1*",
            "--field",
            "links=a@href*",
            "--out",
            folder.resolve("round-" + round + ".jsonl").toString());
    if (run.status() != 0) {
      throw new IOException("the order failed: " + run.output());
    }
  }

  private Figures bareRates(Path list) throws IOException {
    var log = folder.resolve("bare.log");
    try (var bare =
        Program.start(
            "bare",
            log,
            List.of(),
            BareClient.class.getName(),
            list.toString(),
            "" + (ROUNDS + 1))) {
      bare.awaitEnd();
    }
    var rates = new ArrayList<Double>();
    var rounds = Pattern.compile("round cpu=([0-9.]+)").matcher(Files.readString(log));
    while (rounds.find()) {
      rates.add(PAGES / Double.parseDouble(rounds.group(1)));
    }
    rates.removeFirst();
    return figures(rates);
  }

  private static Figures figures(List<Double> values) {
    return new Figures(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
