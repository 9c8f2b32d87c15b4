package network.lumora.scraper.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are globally routable, by the IANA registries and not by the JDK's predicates,
 * which miss 28 of 44 special blocks. Immutable.
 */
public final class AddressRules {
  private static final List<Prefix> DEVELOPMENT =
      List.of(
          Prefix.parse("127.0.0.0/8"),
          Prefix.parse("10.0.0.0/8"),
          Prefix.parse("172.16.0.0/12"),
          Prefix.parse("192.168.0.0/16"),
          Prefix.parse("::1/128"),
          Prefix.parse("fc00::/7"));

  private final AddressTable table = AddressTable.load();

  /** Why {@code address} must not be reached, empty if it is globally routable. */
  public Optional<String> prohibition(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length == 4) {
      return table.nameOf(bytes);
    }
    var embedded = EmbeddedIpv4.in(bytes);
    if (EmbeddedIpv4.isNat64(bytes)) {
      return embedded.flatMap(this::prohibition).map(name -> name + ", behind NAT64");
    }
    return table
        .nameOf(bytes)
        .or(() -> isGlobalUnicast(bytes) ? Optional.empty() : Optional.of("not global unicast"))
        .or(() -> embedded.flatMap(this::prohibition).map(name -> name + ", embedded"));
  }

  /** Whether a development destination may be at {@code address}. */
  boolean fitsDevelopment(InetAddress address) {
    return prohibition(address).isEmpty()
        || DEVELOPMENT.stream().anyMatch(prefix -> prefix.contains(address));
  }

  /** Whether {@code address}, or an IPv4 address inside it, belongs to {@code network}. */
  static boolean isIn(NetworkView network, InetAddress address) {
    return network.contains(address)
        || EmbeddedIpv4.in(address.getAddress()).filter(network::contains).isPresent();
  }

  /** 2000::/3, all that IANA has opened for global unicast. */
  private static boolean isGlobalUnicast(byte[] bytes) {
    return (bytes[0] & 0xe0) == 0x20;
  }
}
