package network.lumora.protocol.seal;

import java.math.BigInteger;
import java.util.Set;

/** Which 32 bytes are a usable u-coordinate of Curve25519 (RFC 7748 sections 5 and 6.1). */
final class Curve25519 {
  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The u-coordinates below the prime of the points of order 1, 2, 4 and 8, on curve and twist. */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          PRIME.subtract(BigInteger.ONE),
          new BigInteger(
              "325606250916557431795983626356110631294008115727848805560023387167927233504"),
          new BigInteger(
              "39382357235489614581723060781553021112529911719440698176882885853963445705823"));

  private Curve25519() {}

  static boolean isCanonical(byte[] littleEndian) {
    return number(littleEndian).compareTo(PRIME) < 0;
  }

  static boolean isOfSmallOrder(byte[] littleEndian) {
    return SMALL_ORDER.contains(number(littleEndian));
  }

  private static BigInteger number(byte[] littleEndian) {
    var bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }
}
