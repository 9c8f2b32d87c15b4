package network.lumora.scraper.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The special-purpose address blocks, from the resource {@code special-purpose.txt}. Immutable.
 *
 * <p>A block that the registry calls globally reachable (anycast services, AS112) is listed all the
 * same: no public page lives there. The one exception is 64:ff9b::/96, see {@link AddressRules}.
 */
final class AddressTable {
  /** One block: {@code bits} leading bits of the 128-bit number {@code high}, {@code low}. */
  private record Row(boolean v4, long high, long low, int bits, String name) {
    boolean contains(boolean otherV4, long otherHigh, long otherLow) {
      if (v4 != otherV4) {
        return false;
      }
      return bits <= 64
          ? bits == 0 || (high ^ otherHigh) >>> (64 - bits) == 0
          : high == otherHigh && (low ^ otherLow) >>> (128 - bits) == 0;
    }
  }

  private final List<Row> rows;

  private AddressTable(List<Row> rows) {
    this.rows = rows;
  }

  static AddressTable load() {
    try (InputStream in = AddressTable.class.getResourceAsStream("special-purpose.txt")) {
      if (in == null) {
        throw new IllegalStateException("special-purpose.txt is not in the jar");
      }
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new AddressTable(
          reader
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(AddressTable::row)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the smallest block with {@code address}, of 4 or 16 bytes; empty if in none. */
  Optional<String> nameOf(byte[] address) {
    var v4 = address.length == 4;
    var high = v4 ? number(address, 0, 4) << 32 : number(address, 0, 8);
    var low = v4 ? 0 : number(address, 8, 8);
    Row smallest = null;
    for (var row : rows) {
      if (row.contains(v4, high, low) && (smallest == null || row.bits > smallest.bits)) {
        smallest = row;
      }
    }
    return Optional.ofNullable(smallest).map(Row::name);
  }

  private static Row row(String line) {
    var cells = line.split("\\|", -1);
    var block = cells[0].strip();
    var slash = block.indexOf('/');
    var literal = block.substring(0, slash);
    var bits = Integer.parseInt(block, slash + 1, block.length(), 10);
    var bytes = bytes(literal);
    var name = cells[2].strip() + ", " + cells[3].strip();
    return bytes.length == 4
        ? new Row(true, number(bytes, 0, 4) << 32, 0, bits, name)
        : new Row(false, number(bytes, 0, 8), number(bytes, 8, 8), bits, name);
  }

  /** Of the literal as written: the JDK turns a mapped one into four bytes. */
  private static byte[] bytes(String literal) {
    var bytes = InetAddress.ofLiteral(literal).getAddress();
    if (bytes.length == 4 && literal.indexOf(':') >= 0) {
      var mapped = new byte[16];
      mapped[10] = (byte) 0xff;
      mapped[11] = (byte) 0xff;
      System.arraycopy(bytes, 0, mapped, 12, 4);
      return mapped;
    }
    return bytes;
  }

  private static long number(byte[] bytes, int from, int length) {
    var number = 0L;
    for (var i = from; i < from + length; i++) {
      number = (number << 8) | (bytes[i] & 0xff);
    }
    return number;
  }
}
