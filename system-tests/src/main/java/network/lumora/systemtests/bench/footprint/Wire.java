package network.lumora.systemtests.bench.footprint;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What went over the TCP connections to a port, by the kernel's own count (ss(8)). */
final class Wire {
  /** IPv4 header of 20 bytes, TCP header of 20 with the usual 12 of options. */
  private static final int HEADER_BYTES = 52;

  private final int port;

  Wire(int port) {
    this.port = port;
  }

  /** Payload and headers of every segment each way, bare acknowledgements too. */
  OptionalLong bytes() throws IOException {
    var told = Shell.run("ss", "-tinH", "state", "established", "dport", "=", ":" + port);
    if (told.isBlank()) {
      return OptionalLong.empty();
    }
    long payload = sum("bytes_acked", told) + sum("bytes_received", told);
    long segments = sum("segs_out", told) + sum("segs_in", told);
    return OptionalLong.of(payload + segments * HEADER_BYTES);
  }

  private static long sum(String field, String told) {
    return Pattern.compile("\\b" + field + ":(\\d+)")
        .matcher(told)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
