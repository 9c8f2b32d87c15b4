package network.lumora.systemtests.bed;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import network.lumora.systemtests.bed.delay.Main;

/**
 * Our own delay line, in a process that pauses for nobody's garbage but its own, which makes none.
 */
final class DelayProcess implements Delay {
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmx32m",
          "-Xmn16m",
          "-XX:+AlwaysPreTouch");

  /** More than a burst of a fast sender; what waits here is not lost. */
  private static final String QUEUE_PACKETS = "10000";

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  private DelayProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  static DelayProcess start(Namespace provider, Namespace servers, long oneWayMicros)
      throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(FLAGS);
    line.addAll(List.of("-cp", classPath(), Main.class.getName()));
    line.addAll(List.of(provider.file().toString(), servers.file().toString(), "" + oneWayMicros));
    var started =
        new DelayProcess(
            new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    started.awaitReady();
    connect(provider, NEAR_DEVICE, Addresses.NEAR);
    connect(servers, FAR_DEVICE, Addresses.FAR);
    return started;
  }

  private static String classPath() {
    var surefire = System.getProperty("surefire.test.class.path");
    return surefire != null ? surefire : System.getProperty("java.class.path");
  }

  private static void connect(Namespace place, String device, String address) throws IOException {
    var _ = place.ip("link", "set", device, "txqueuelen", QUEUE_PACKETS);
    Cable.up(place, device, address);
  }

  private void awaitReady() throws IOException {
    if (!"ready".equals(answers.readLine())) {
      close();
      throw new IOException("the delay line did not start; it said why on standard error");
    }
  }

  @Override
  public synchronized DelayReport report() throws IOException {
    orders.write("report\n");
    orders.flush();
    var answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the delay line has ended");
    }
    return new DelayReport(
        "own line", worst(answer, "p99"), worst(answer, "worst"), worst(answer, "dropped"));
  }

  /** Of both directions. */
  private static long worst(String answer, String key) {
    return Pattern.compile("\\b" + key + "=(\\d+)")
        .matcher(answer)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .max()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    orders.close(); // The process ends with its input.
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
