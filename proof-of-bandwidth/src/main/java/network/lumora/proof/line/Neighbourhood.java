package network.lumora.proof.line;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The addresses among which one line's may be: /24 of IPv4, /56 of IPv6. Agents of one are
 * challenged together now and then.
 *
 * @param prefix its first address, a slash, and how many bits all of it share
 */
public record Neighbourhood(String prefix) {
  private static final int IPV4_BYTES = 4;
  private static final int IPV4_PREFIX_BYTES = 3;

  /** What providers hand to one home is seldom smaller. */
  private static final int IPV6_PREFIX_BYTES = 7;

  public static Neighbourhood of(InetAddress address) {
    var bytes = address.getAddress();
    int kept = bytes.length == IPV4_BYTES ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return new Neighbourhood(
          InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address keeps its length", e);
    }
  }
}
