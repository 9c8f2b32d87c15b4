package network.lumora.systemtests.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.lumora.systemtests.network.Network;

/**
 * Measures the packaged agent beside others and prints one table. {@code scripts/bench footprint}
 * runs it; nothing is asserted.
 */
public final class Main {
  private static final int STARTS = 7;
  private static final int SETTLE_SECONDS = 60;
  private static final int REST_SECONDS = 120;
  private static final double MEGABYTE = 1e6;

  private final Path checkout;

  private Main(Path checkout) {
    this.checkout = checkout;
  }

  /** Argument: the checkout, with what {@code scripts/package} made. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    new Main(Path.of(arguments[0])).run();
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("lumora-footprint");
    try (var network =
        new Network(Files.createDirectory(folder.resolve("network")), "127.0.0.1:9")) {
      var image = checkout.resolve("target/package/lumora");
      var field = Field.of(image, network, folder);
      var starts = starts(field);
      System.out.println(
          "| program | ready, s | CPU to start, s | RSS / PSS at rest, MB | CPU at rest | wake-ups/s |"
              + " installed, MB | download, MB | idle wire, B/s |");
      System.out.println("|---|---|---|---|---|---|---|---|---|");
      rest(field, starts, new Wire(network.agentsPort()));
      System.out.println(conditions());
    }
  }

  /** In turn, so that what else the computer does meets all of them; the first does not count. */
  private static List<Start> starts(List<Candidate> field) throws IOException {
    var starts = new ArrayList<Start>();
    for (var _ : field) {
      starts.add(new Start());
    }
    for (int round = -1; round < STARTS; round++) {
      for (int i = 0; i < field.size(); i++) {
        try (var running = Running.start(field.get(i))) {
          if (round >= 0) {
            starts.get(i).ready[round] = running.readySeconds();
            starts.get(i).cpu[round] = running.cpuSecondsToStart();
          }
        }
      }
    }
    return starts;
  }

  /** Of one program, all its starts. */
  private static final class Start {
    private final double[] ready = new double[STARTS];
    private final double[] cpu = new double[STARTS];

    String text() {
      return number(median(ready)) + " | " + number(median(cpu));
    }
  }

  /** All rest at the same time. */
  private void rest(List<Candidate> field, List<Start> starts, Wire wire)
      throws IOException, InterruptedException {
    var running = new ArrayList<Running>();
    try {
      for (var candidate : field) {
        running.add(Running.start(candidate));
      }
      pass(SETTLE_SECONDS);
      double[] cpu = new double[field.size()];
      long[] switches = new long[field.size()];
      for (int i = 0; i < field.size(); i++) {
        cpu[i] = running.get(i).cpuSeconds();
        switches[i] = running.get(i).switches();
      }
      var before = wire.bytes();
      pass(REST_SECONDS);
      var after = wire.bytes();
      for (int i = 0; i < field.size(); i++) {
        cpu[i] = (running.get(i).cpuSeconds() - cpu[i]) / REST_SECONDS * 100;
        switches[i] = running.get(i).switches() - switches[i];
      }
      for (int i = 0; i < field.size(); i++) {
        var idle = i == 0 ? rate(before, after) : "";
        print(field.get(i), starts.get(i), running.get(i), cpu[i], switches[i], idle);
      }
    } finally {
      running.forEach(Running::close);
    }
  }

  private static String rate(OptionalLong before, OptionalLong after) {
    return before.isPresent() && after.isPresent()
        ? number((after.getAsLong() - before.getAsLong()) / (double) REST_SECONDS)
        : "not measured: it needs ss";
  }

  private void print(
      Candidate candidate, Start start, Running running, double cpu, long switches, String idle)
      throws IOException {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f / %.0f | %.3f %% | %.1f | %s | %s | %s |%n",
        candidate.name(),
        start.text(),
        running.residentMegabytes(),
        running.proportionalMegabytes(),
        cpu,
        switches / (double) REST_SECONDS,
        megabytes(isOurs(candidate) ? imageBytes() : candidate.installedBytes()),
        megabytes(isOurs(candidate) ? packageBytes() : candidate.downloadBytes()),
        idle);
  }

  private static boolean isOurs(Candidate candidate) {
    return candidate.name().startsWith("Lumora");
  }

  private OptionalLong imageBytes() throws IOException {
    try (var files = Files.walk(checkout.resolve("target/package/lumora"))) {
      return OptionalLong.of(files.mapToLong(Main::bytes).sum());
    }
  }

  private OptionalLong packageBytes() throws IOException {
    try (var files = Files.list(checkout.resolve("target/package"))) {
      return files.filter(file -> file.toString().endsWith(".deb")).mapToLong(Main::bytes).max();
    }
  }

  private static long bytes(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String megabytes(OptionalLong bytes) {
    return bytes.isPresent() ? number(bytes.getAsLong() / MEGABYTE) : "?";
  }

  private static void pass(int seconds) throws InterruptedException {
    var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.2f", value);
  }

  private static String conditions() throws IOException {
    return String.format(
        Locale.ROOT,
        "%d processors, Linux %s, load average %s; %d starts in turn, medians; at rest: all four at"
            + " once, over %d s after %d s; installed and download without other packages.",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.version"),
        Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
        STARTS,
        REST_SECONDS,
        SETTLE_SECONDS);
  }
}
