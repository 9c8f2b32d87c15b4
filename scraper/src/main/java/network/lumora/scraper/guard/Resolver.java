package network.lumora.scraper.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Looks a name up, once. */
@FunctionalInterface
public interface Resolver {
  /**
   * All addresses of {@code host}, of both families.
   *
   * @throws java.net.SocketTimeoutException if there was no answer within {@code timeoutMillis}
   * @throws java.net.UnknownHostException if there is no such name
   */
  List<InetAddress> resolve(String host, int timeoutMillis)
      throws IOException, InterruptedException;
}
