package network.lumora.systemtests.bed;

import java.io.IOException;
import java.util.Arrays;

/** Routes that tell TCP how to share: the server's address decides. */
final class Routes {
  private static final int FIRST_TABLE = 100;

  private Routes() {}

  static void toServers(Namespace host, String gateway) throws IOException {
    var _ = host.ip(route("default", gateway, Congestion.CUBIC));
    for (var congestion : Congestion.values()) {
      var _ = host.ip(route(Addresses.server(congestion), gateway, congestion));
    }
    forget(host);
  }

  /** A server's own address picks the table, and so the route back. */
  static void fromServers(Namespace servers, String gateway) throws IOException {
    var _ = servers.ip(route("default", gateway, Congestion.CUBIC));
    int number = FIRST_TABLE;
    for (var congestion : Congestion.values()) {
      var table = "" + number++;
      var _ = servers.ip("rule", "add", "from", Addresses.server(congestion), "table", table);
      var route = route("default", gateway, congestion);
      var _ = servers.ip(with(route, "table", table));
    }
    forget(servers);
  }

  private static String[] route(String to, String gateway, Congestion congestion) {
    return new String[] {"route", "add", to, "via", gateway, "congctl", congestion.kernelName()};
  }

  private static String[] with(String[] words, String key, String value) {
    var longer = Arrays.copyOf(words, words.length + 2);
    longer[words.length] = key;
    longer[words.length + 1] = value;
    return longer;
  }

  /** What one connection learned must not help the next: each measurement starts alike. */
  private static void forget(Namespace place) throws IOException {
    place.set("ipv4/tcp_no_metrics_save", "1");
  }
}
