package network.lumora.scraper.guard;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Decides to which addresses datagrams may go, for those who name an address and no page; fails
 * closed. Thread-safe.
 */
public final class PeerGuard {
  private final OwnNetwork ownNetwork;
  private final DevelopmentDestinations development;
  private final AddressRules addresses = new AddressRules();

  public PeerGuard(OwnNetwork ownNetwork, DevelopmentDestinations development) {
    this.ownNetwork = ownNetwork;
    this.development = development;
  }

  /** A public address outside the host's network, or what the user has opened locally. */
  public boolean admits(InetSocketAddress peer) {
    var address = peer.getAddress();
    if (development.hostsAndPorts().contains(text(peer))) {
      return addresses.fitsDevelopment(address);
    }
    return addresses.prohibition(address).isEmpty()
        && !AddressRules.isIn(ownNetwork.view(), address);
  }

  private static String text(InetSocketAddress peer) {
    var host = peer.getAddress().getHostAddress();
    return (peer.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + peer.getPort();
  }
}
