package network.lumora.scraper.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import network.lumora.scraper.guard.Approved;
import okhttp3.Dns;

/**
 * Answers with the approved addresses and never asks anyone.
 *
 * <p>Equal when host and addresses are: OkHttp reuses a connection only between equal ones, so no
 * connection outlives the approval that opened it.
 */
record PinnedNames(String host, Set<InetAddress> addresses) implements Dns {
  static PinnedNames of(Approved approved) {
    return new PinnedNames(approved.destination().host(), Set.copyOf(approved.addresses()));
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    if (!hostname.equals(host)) {
      throw new UnknownHostException("not the approved host");
    }
    return List.copyOf(addresses);
  }
}
