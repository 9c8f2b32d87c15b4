package network.lumora.systemtests.bench.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What went over the TCP connections to a port, by the kernel's own count (ss(8)). */
record Wire(int port) {
  /** IPv4 header of 20 bytes, TCP header of 20 with the usual 12 of options. */
  private static final int HEADER_BYTES = 52;

  private static final Pattern PAYLOAD = Pattern.compile("\\bbytes_(?:acked|received):(\\d+)");
  private static final Pattern SEGMENTS = Pattern.compile("\\bsegs_(?:out|in):(\\d+)");

  /** Payload and headers of every segment each way, bare acknowledgements too. */
  double bytes() throws IOException {
    var told = ss();
    return sum(PAYLOAD, told) + (double) sum(SEGMENTS, told) * HEADER_BYTES;
  }

  private String ss() throws IOException {
    var process =
        new ProcessBuilder("ss", "-tinH", "state", "established", "dport", "=", ":" + port)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long sum(Pattern field, String told) {
    return field.matcher(told).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }
}
