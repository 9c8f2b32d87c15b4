package network.lumora.systemtests.bench.relay;

import java.util.List;

/**
 * A way from a local port to the site.
 *
 * @param curl what curl is told to go there
 * @param processes that carry the bytes
 */
record Tunnel(String name, List<String> curl, List<Long> processes) {
  Tunnel {
    curl = List.copyOf(curl);
    processes = List.copyOf(processes);
  }
}
