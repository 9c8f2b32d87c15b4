package network.lumora.coordinator.challenge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The part of the Internet that an address is in. */
final class Network {
  private Network() {}

  /** Where one provider's customers are: the /16 of an IPv4 address, the /32 of an IPv6 one. */
  static String wide(String address) {
    return of(address, 2, 4);
  }

  /** Where one customer may be: the /24 of an IPv4 address, the /56 of an IPv6 one. */
  static String narrow(String address) {
    return of(address, 3, 7);
  }

  private static String of(String address, int v4Bytes, int v6Bytes) {
    try {
      var ip = InetAddress.ofLiteral(address);
      int kept = ip instanceof Inet4Address ? v4Bytes : v6Bytes;
      var bytes = ip.getAddress();
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * kept;
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address;
    }
  }

  /** Whether the address is one that only a test or a house has. */
  static boolean isLocal(String address) {
    try {
      var ip = InetAddress.ofLiteral(address);
      return ip.isLoopbackAddress() || ip.isSiteLocalAddress() || ip.isLinkLocalAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
