package network.lumora.coordinator.challenge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import network.lumora.proof.line.Neighbourhood;

/** The part of the Internet that an address is in. */
final class Network {
  private Network() {}

  /** Where one customer may be. */
  static Neighbourhood narrow(String address) {
    try {
      return Neighbourhood.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      return new Neighbourhood(address);
    }
  }

  /** Where one provider's customers are: the /16 of an IPv4 address, the /32 of an IPv6 one. */
  static String wide(String address) {
    try {
      var ip = InetAddress.ofLiteral(address);
      int kept = ip instanceof Inet4Address ? 2 : 4;
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
