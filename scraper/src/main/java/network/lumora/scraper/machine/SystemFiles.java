package network.lumora.scraper.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The files in which Linux tells routes and name servers; where there are none, nothing is told.
 */
final class SystemFiles {
  private static final String V4_DEFAULT = "00000000";
  private static final String V6_DEFAULT = "0".repeat(32);

  private final Path root;

  SystemFiles(Path root) {
    this.root = root;
  }

  Set<InetAddress> gateways() throws IOException {
    var found = new HashSet<InetAddress>();
    for (var line : lines("proc/net/route")) {
      var cells = line.strip().split("\\s+", -1);
      if (cells.length > 2 && cells[1].equals(V4_DEFAULT) && !cells[2].equals(V4_DEFAULT)) {
        found.add(littleEndian(cells[2]));
      }
    }
    for (var line : lines("proc/net/ipv6_route")) {
      var cells = line.strip().split("\\s+", -1);
      if (cells.length > 4
          && cells[0].equals(V6_DEFAULT)
          && cells[1].equals("00")
          && !cells[4].equals(V6_DEFAULT)) {
        found.add(InetAddress.getByAddress(HexFormat.of().parseHex(cells[4])));
      }
    }
    return found;
  }

  Set<InetAddress> nameServers() throws IOException {
    var found = new HashSet<InetAddress>();
    for (var line : lines("etc/resolv.conf")) {
      var cells = line.strip().split("\\s+", -1);
      if (cells.length > 1 && cells[0].equals("nameserver")) {
        addLiteral(cells[1], found);
      }
    }
    return found;
  }

  private static void addLiteral(String text, Set<InetAddress> found) {
    try {
      var zone = text.indexOf('%');
      found.add(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)));
    } catch (IllegalArgumentException e) {
      // The resolver skips a line it cannot read, and so do we.
      return;
    }
  }

  /** The kernel prints the 32-bit number as the machine holds it; we run on little-endian ones. */
  private static InetAddress littleEndian(String hex) throws UnknownHostException {
    var bytes = HexFormat.of().parseHex(hex);
    return InetAddress.getByAddress(new byte[] {bytes[3], bytes[2], bytes[1], bytes[0]});
  }

  private List<String> lines(String file) throws IOException {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
