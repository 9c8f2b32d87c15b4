package network.lumora.scraper.guard;

import java.net.InetAddress;

/** A block of addresses of one family, such as {@code 10.0.0.0/8}. */
public record Prefix(InetAddress address, int bits) {
  public Prefix {
    if (bits < 0 || bits > address.getAddress().length * 8) {
      throw new IllegalArgumentException("no such prefix length: " + bits);
    }
  }

  /** Reads {@code address/bits}; the address is a literal and never looked up. */
  public static Prefix parse(String text) {
    var slash = text.indexOf('/');
    return new Prefix(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text, slash + 1, text.length(), 10));
  }

  public boolean contains(InetAddress other) {
    var mine = address.getAddress();
    var theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    var whole = bits / 8;
    for (var i = 0; i < whole; i++) {
      if (mine[i] != theirs[i]) {
        return false;
      }
    }
    var rest = bits % 8;
    return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
  }
}
