package network.lumora.systemtests.bed;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What programs of others measure of the line: iperf3 with more UDP than it carries, ping when it
 * is idle. Rates count frames.
 */
public record Truth(BytesPerSecond down, BytesPerSecond up, Duration roundTrip) {
  private static final double RATE_TOLERANCE = 0.02;

  /** Two directions of waking up late. */
  private static final Duration DELAY_TOLERANCE = Duration.ofMillis(1);

  /**
   * A measurement is disturbed by other work on this computer more often than the line is wrong.
   */
  private static final int TRIES = 3;

  private static final int UDP_PAYLOAD_BYTES = 1_400;

  /**
   * Faster than this, the receiver's socket overflows whenever the receiver is kept waiting for
   * some milliseconds (the kernel's usual net.core.rmem_max is 208 KiB); TCP fills the line as
   * well.
   */
  private static final BytesPerSecond MOST_OF_UDP = Line.megabits(120);

  private static final Pattern ROUND_TRIP = Pattern.compile("time=([0-9.]+) ms");

  /**
   * Measures until all is within 2 % and 1 ms.
   *
   * @throws IOException if it never is: the line, or this computer at this time, is no ground for
   *     figures
   */
  public static Truth check(Bed bed) throws IOException {
    return check(bed, bed.agent(), bed.line());
  }

  private static Truth check(Bed bed, Host host, Line line) throws IOException {
    var told = new ArrayList<String>();
    for (int i = 0; i < TRIES; i++) {
      var truth = measure(bed, host, line);
      var differences = truth.differences(line);
      if (differences.isEmpty()) {
        return truth;
      }
      told.addAll(differences);
    }
    throw new IOException("the bed is not what it says (%s): %s".formatted(line.text(), told));
  }

  /** Takes some nine seconds and fills the line. */
  public static Truth measure(Bed bed, Host host, Line line) throws IOException {
    var server = bed.server(0).getHostAddress();
    var client = host.address().getHostAddress();
    var down = received(bed.servers(), server, host.namespace(), line.down());
    var up = received(host.namespace(), client, bed.servers(), line.up());
    return new Truth(down, up, roundTrip(bed.servers(), client));
  }

  List<String> differences(Line line) {
    var found = new ArrayList<String>();
    compare("down", down, line.down(), found);
    compare("up", up, line.up(), found);
    var late = roundTrip.minus(line.roundTrip());
    if (late.abs().compareTo(DELAY_TOLERANCE) > 0) {
      found.add("round trip %d us too long".formatted(late.toNanos() / 1_000));
    }
    return found;
  }

  private static void compare(
      String what, BytesPerSecond measured, BytesPerSecond said, List<String> found) {
    double difference = (double) measured.count() / said.count() - 1;
    if (Math.abs(difference) > RATE_TOLERANCE) {
      found.add(String.format(Locale.ROOT, "%s %+.1f %%", what, difference * 100));
    }
  }

  /** For a table's note. */
  public String text(Line line) {
    return String.format(
        Locale.ROOT,
        "down %+.2f %%, up %+.2f %%, RTT %.2f ms",
        100.0 * down.count() / line.down().count() - 100,
        100.0 * up.count() / line.up().count() - 100,
        roundTrip.toNanos() / 1e6);
  }

  private static BytesPerSecond received(
      Namespace from, String address, Namespace at, BytesPerSecond rate) throws IOException {
    var sender = from.program("iperf3", "-s", "-1", "--forceflush", "-B", address).start();
    try (var lines = sender.inputReader(StandardCharsets.UTF_8)) {
      awaitListening(lines);
      var traffic = rate.compareTo(MOST_OF_UDP) > 0 ? Traffic.TCP : Traffic.UDP;
      var told = JsonParser.parseString(at.must(client(address, rate, traffic)));
      return new BytesPerSecond(Math.round(median(told) * traffic.frameBytesPerPayloadByte));
    } finally {
      sender.destroy();
    }
  }

  private static void awaitListening(BufferedReader lines) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("Server listening")) {
        return;
      }
    }
    throw new IOException("iperf3 did not listen");
  }

  private enum Traffic {
    UDP((UDP_PAYLOAD_BYTES + Line.UDP_OVERHEAD_BYTES) / (double) UDP_PAYLOAD_BYTES),
    /** Full segments with time stamps: 1,448 bytes of 1,514. */
    TCP(1_514.0 / 1_448);

    private final double frameBytesPerPayloadByte;

    Traffic(double frameBytesPerPayloadByte) {
      this.frameBytesPerPayloadByte = frameBytesPerPayloadByte;
    }
  }

  /** The receiver asks and counts, in half seconds after the first two. */
  private static String[] client(String address, BytesPerSecond rate, Traffic traffic) {
    var words =
        new ArrayList<>(
            List.of("iperf3", "-c", address, "-R", "-J", "-O", "2", "-t", "2", "-i", "0.5"));
    if (traffic == Traffic.UDP) {
      long bits = rate.count() * 8 * 11 / 10;
      words.addAll(List.of("-u", "-b", "" + bits, "-l", "" + UDP_PAYLOAD_BYTES));
    }
    return words.toArray(String[]::new);
  }

  private static double median(JsonElement told) throws IOException {
    var rates = new ArrayList<Double>();
    for (var interval : told.getAsJsonObject().getAsJsonArray("intervals")) {
      var sum = interval.getAsJsonObject().getAsJsonObject("sum");
      if (!sum.get("omitted").getAsBoolean()) {
        rates.add(sum.get("bits_per_second").getAsDouble() / 8);
      }
    }
    if (rates.isEmpty()) {
      throw new IOException("iperf3 told no interval");
    }
    Collections.sort(rates);
    return rates.get(rates.size() / 2);
  }

  private static Duration roundTrip(Namespace from, String address) throws IOException {
    var told = from.must("ping", "-n", "-c", "30", "-i", "0.01", address);
    var micros =
        ROUND_TRIP
            .matcher(told)
            .results()
            .mapToLong(found -> Math.round(Double.parseDouble(found.group(1)) * 1_000))
            .sorted()
            .toArray();
    if (micros.length == 0) {
      throw new IOException("no answer to ping: " + told);
    }
    return Duration.ofNanos(micros[micros.length / 2] * 1_000);
  }
}
