package network.lumora.scraper.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Finds the IPv4 address that an IPv6 address carries and that a gateway would go on to. */
final class EmbeddedIpv4 {
  private static final byte[] MAPPED = hex("00000000000000000000ffff");
  private static final byte[] COMPATIBLE = hex("000000000000000000000000");
  private static final byte[] TRANSLATED = hex("0000000000000000ffff0000");
  private static final byte[] NAT64 = hex("0064ff9b0000000000000000");
  private static final byte[] NAT64_LOCAL = hex("0064ff9b0001");
  private static final byte[] SIX_TO_FOUR = hex("2002");
  private static final byte[] TEREDO = hex("20010000");
  private static final byte[] ISATAP = hex("00005efe");
  private static final byte[] ISATAP_UNIVERSAL = hex("02005efe");

  private EmbeddedIpv4() {}

  static boolean isNat64(byte[] address) {
    return address.length == 16 && startsWith(address, NAT64);
  }

  /** The address carried in mapped, compatible, translated, NAT64, 6to4, Teredo or ISATAP form. */
  static Optional<InetAddress> in(byte[] address) {
    if (address.length != 16) {
      return Optional.empty();
    }
    if (startsWith(address, SIX_TO_FOUR)) {
      return Optional.of(at(address, 2, 0));
    }
    if (startsWith(address, TEREDO)) {
      return Optional.of(at(address, 12, 0xff));
    }
    var last =
        startsWith(address, MAPPED)
            || startsWith(address, COMPATIBLE)
            || startsWith(address, TRANSLATED)
            || startsWith(address, NAT64)
            || startsWith(address, NAT64_LOCAL)
            || isIsatap(address);
    return last ? Optional.of(at(address, 12, 0)) : Optional.empty();
  }

  private static boolean isIsatap(byte[] address) {
    return Arrays.equals(address, 8, 12, ISATAP, 0, 4)
        || Arrays.equals(address, 8, 12, ISATAP_UNIVERSAL, 0, 4);
  }

  private static boolean startsWith(byte[] address, byte[] prefix) {
    return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Teredo hides the client's address by inverting its bits, RFC 4380 section 4. */
  private static InetAddress at(byte[] address, int offset, int mask) {
    var four = new byte[4];
    for (var i = 0; i < 4; i++) {
      four[i] = (byte) (address[offset + i] ^ mask);
    }
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
