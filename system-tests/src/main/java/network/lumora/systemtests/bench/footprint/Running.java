package network.lumora.systemtests.bench.footprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that was started, with the processes that it started; read from proc(5). */
final class Running implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern SWITCHES = Pattern.compile("ctxt_switches:\\s+(\\d+)");

  /** USER_HZ, which is 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final double readySeconds;
  private final double cpuSecondsToStart;

  private Running(Process process, double readySeconds, double cpuSecondsToStart) {
    this.process = process;
    this.readySeconds = readySeconds;
    this.cpuSecondsToStart = cpuSecondsToStart;
  }

  /**
   * Starts it as a service manager would, and waits until it is ready.
   *
   * @throws IOException if it is not ready within a minute
   */
  static Running start(Candidate candidate) throws IOException {
    var builder = new ProcessBuilder(candidate.command()).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    long before = System.nanoTime();
    var process = builder.start();
    var said = new CountDownLatch(1);
    var words = candidate.readiness() instanceof Candidate.Readiness.Says(var text) ? text : "\0";
    Thread.ofVirtual().start(() -> read(process, words, said));
    await(candidate, process, said);
    double seconds = (System.nanoTime() - before) / 1e9;
    return new Running(process, seconds, ticks(tree(process)));
  }

  private static void read(Process process, String words, CountDownLatch said) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(words)) {
          said.countDown();
        }
      }
    } catch (IOException e) {
      said.countDown(); // The process ended; who waits looks whether it lives.
    }
  }

  private static void await(Candidate candidate, Process process, CountDownLatch said)
      throws IOException {
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!isReady(candidate.readiness(), said)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroyForcibly();
          throw new IOException(candidate.name() + " did not become ready");
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static boolean isReady(Candidate.Readiness readiness, CountDownLatch said)
      throws InterruptedException {
    return switch (readiness) {
      case Candidate.Readiness.Says _ -> said.await(100, TimeUnit.MILLISECONDS);
      case Candidate.Readiness.Listens(var port) -> listens(port) || !waited(said);
    };
  }

  private static boolean waited(CountDownLatch said) throws InterruptedException {
    return !said.await(5, TimeUnit.MILLISECONDS);
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  double readySeconds() {
    return readySeconds;
  }

  double cpuSecondsToStart() {
    return cpuSecondsToStart;
  }

  private static List<Long> tree(Process process) {
    return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
        .toList();
  }

  private static double ticks(List<Long> pids) throws IOException {
    double ticks = 0;
    for (long pid : pids) {
      var stat = text(Path.of("/proc/" + pid + "/stat"));
      if (!stat.isEmpty()) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** What all threads have used, to the nanosecond; threads that ended in between are lost. */
  double cpuSeconds() throws IOException {
    double nanos = 0;
    for (var task : tasks()) {
      var words = text(task.resolve("schedstat")).split(" ", -1);
      nanos += words[0].isEmpty() ? 0 : Long.parseLong(words[0]);
    }
    return nanos / 1e9;
  }

  /** How often a thread was put on a processor, which is at least how often one was woken. */
  long switches() throws IOException {
    long all = 0;
    for (var task : tasks()) {
      var found = SWITCHES.matcher(text(task.resolve("status")));
      while (found.find()) {
        all += Long.parseLong(found.group(1));
      }
    }
    return all;
  }

  double residentMegabytes() throws IOException {
    return rollup("Rss:");
  }

  /** Pages that are shared with other processes count by their share. */
  double proportionalMegabytes() throws IOException {
    return rollup("Pss:");
  }

  private double rollup(String key) throws IOException {
    double megabytes = 0;
    for (long pid : tree(process)) {
      megabytes +=
          text(Path.of("/proc/" + pid + "/smaps_rollup"))
                  .lines()
                  .filter(line -> line.startsWith(key))
                  .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                  .sum()
              / 1024.0;
    }
    return megabytes;
  }

  private List<Path> tasks() throws IOException {
    var all = new ArrayList<Path>();
    for (long pid : tree(process)) {
      all.addAll(tasksOf(pid));
    }
    return all;
  }

  /** None if it ended between two looks. */
  private static List<Path> tasksOf(long pid) throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Empty if the process or thread has ended. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      for (var child : children) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
