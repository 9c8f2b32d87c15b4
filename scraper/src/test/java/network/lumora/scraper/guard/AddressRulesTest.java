package network.lumora.scraper.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import network.lumora.scraper.Vectors;
import org.junit.jupiter.api.Test;

class AddressRulesTest {
  private final AddressRules rules = new AddressRules();

  @Test
  void prohibitsEverySpecialAddressByName() {
    for (var line : Vectors.lines("special-addresses.txt")) {
      var cells = line.split(" ", -1);

      var prohibition = rules.prohibition(InetAddress.ofLiteral(cells[0]));

      assertThat(prohibition).as(line).isPresent();
      assertThat(prohibition.orElseThrow()).as(line).startsWith(cells[1]);
    }
  }

  @Test
  void allowsTheirPublicNeighbours() {
    for (var line : Vectors.lines("public-addresses.txt")) {
      assertThat(rules.prohibition(InetAddress.ofLiteral(line))).as(line).isEmpty();
    }
  }

  @Test
  void prohibitsMappedAddressesThatTheJdkLeftInSixteenBytes() throws UnknownHostException {
    var bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    bytes[12] = 8;

    assertThat(rules.prohibition(Inet6Address.getByAddress(null, bytes, -1))).isPresent();
  }

  @Test
  void agreesWithANaiveWalkOverTheRegistryAndNeverAllowsWhatTheJdkDenies()
      throws UnknownHostException {
    var random = new Random(20261122);
    var ranges = ranges();
    for (var i = 0; i < 1_000_000; i++) {
      var address = InetAddress.getByAddress(bytes(random, ranges));

      var allowed = rules.prohibition(address).isEmpty();

      if (allowed != naivelyAllowed(address.getAddress(), ranges)
          || (allowed && jdkDenies(address))) {
        assertThat(address).as("allowed: " + allowed).isNull();
      }
    }
  }

  /** Half of them near a special block, where the mistakes are. */
  private static byte[] bytes(RandomGenerator random, List<Range> ranges) {
    var bytes = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      var range = ranges.get(random.nextInt(ranges.size()));
      var edge = random.nextBoolean() ? range.first : range.last;
      return toBytes(edge.add(BigInteger.valueOf(random.nextInt(5) - 2)), range.bytes);
    }
    if (bytes.length == 16 && random.nextInt(4) > 0) {
      bytes[0] = (byte) (0x20 | (bytes[0] & 0x1f));
    }
    return bytes;
  }

  private static byte[] toBytes(BigInteger number, int length) {
    var size = BigInteger.TWO.pow(length * 8);
    var raw = number.add(size).mod(size).toByteArray();
    var bytes = new byte[length];
    for (var i = 0; i < Math.min(length, raw.length); i++) {
      bytes[length - 1 - i] = raw[raw.length - 1 - i];
    }
    return bytes;
  }

  private static boolean naivelyAllowed(byte[] bytes, List<Range> ranges) {
    var number = new BigInteger(1, bytes);
    if (bytes.length == 16
        && number.shiftRight(32).equals(new BigInteger("0064ff9b" + "0".repeat(16), 16))) {
      return naivelyAllowed(toBytes(number, 4), ranges);
    }
    for (var range : ranges) {
      if (range.bytes == bytes.length
          && number.compareTo(range.first) >= 0
          && number.compareTo(range.last) <= 0) {
        return false;
      }
    }
    if (bytes.length == 4) {
      return true;
    }
    var hex = String.format("%032x", number);
    var isatap = hex.startsWith("00005efe", 16) || hex.startsWith("02005efe", 16);
    return number.shiftRight(125).intValue() == 1
        && (!isatap || naivelyAllowed(toBytes(number, 4), ranges));
  }

  private static boolean jdkDenies(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }

  private record Range(int bytes, BigInteger first, BigInteger last) {}

  private static List<Range> ranges() {
    var text =
        new String(
            Vectors.bytes(AddressRules.class, "special-purpose.txt"), StandardCharsets.UTF_8);
    var ranges = new ArrayList<Range>();
    for (var line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      var block = line.substring(0, line.indexOf('|')).strip();
      var slash = block.indexOf('/');
      var literal = block.substring(0, slash);
      var bytes = InetAddress.ofLiteral(literal).getAddress();
      var length = literal.indexOf(':') < 0 ? 4 : 16;
      var first = new BigInteger(1, bytes);
      if (bytes.length != length) {
        first = first.add(BigInteger.valueOf(0xffff).shiftLeft(32));
      }
      var bits = Integer.parseInt(block.substring(slash + 1));
      var size = BigInteger.TWO.pow(length * 8 - bits);
      ranges.add(new Range(length, first, first.add(size).subtract(BigInteger.ONE)));
    }
    return ranges;
  }
}
