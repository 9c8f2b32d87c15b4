package network.lumora.scraper.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * The network the host is part of, as of one moment.
 *
 * @param interfacePrefixes of every local interface
 * @param gateways the default routes' next hops, both families
 * @param nameServers the DNS servers in use
 * @param publicAddresses the host's own as others see them, told by the coordinator
 */
public record NetworkView(
    List<Prefix> interfacePrefixes,
    Set<InetAddress> gateways,
    Set<InetAddress> nameServers,
    Set<InetAddress> publicAddresses) {
  /** Within 64 bits of an address is the same home, RFC 4291 section 2.5.1. */
  private static final int HOME_BITS = 64;

  /** A view of no network at all. */
  public static final NetworkView NOTHING =
      new NetworkView(List.of(), Set.of(), Set.of(), Set.of());

  public NetworkView {
    interfacePrefixes = interfacePrefixes.stream().map(NetworkView::widened).distinct().toList();
    gateways = Set.copyOf(gateways);
    nameServers = Set.copyOf(nameServers);
    publicAddresses = Set.copyOf(publicAddresses);
  }

  public boolean contains(InetAddress address) {
    return gateways.contains(address)
        || nameServers.contains(address)
        || interfacePrefixes.stream().anyMatch(prefix -> prefix.contains(address))
        || publicAddresses.stream().anyMatch(own -> home(own).contains(address));
  }

  private static Prefix home(InetAddress own) {
    var bits = own.getAddress().length * 8;
    return widened(new Prefix(own, bits));
  }

  private static Prefix widened(Prefix prefix) {
    return prefix.address().getAddress().length == 16 && prefix.bits() > HOME_BITS
        ? new Prefix(prefix.address(), HOME_BITS)
        : prefix;
  }
}
