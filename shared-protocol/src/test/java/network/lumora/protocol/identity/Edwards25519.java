package network.lumora.protocol.identity;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The group of Ed25519 in slow, plain arithmetic (RFC 8032 section 5.1), to make signatures that no
 * honest signer makes.
 */
final class Edwards25519 {
  static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** Order of the base point. */
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121_665)
          .multiply(BigInteger.valueOf(121_666).modInverse(PRIME))
          .mod(PRIME);

  static final Point BASE =
      new Point(
          new BigInteger(
              "15112221349535400772501151409588531511454012693041857206046113283949847762202"),
          BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(PRIME)).mod(PRIME));

  /** A point of order 8. */
  static final Point TORSION =
      new Point(
          new BigInteger(
              "14399317868200118260347934320527232580618823971194345261214217575416788799818"),
          new BigInteger(
              "55188659117513257062467267217118295137698188065244968500265048394206261417927"));

  private Edwards25519() {}

  record Point(BigInteger x, BigInteger y) {
    static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

    Point plus(Point other) {
      var k = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(PRIME);
      var crossed = x.multiply(other.y).add(y.multiply(other.x));
      var straight = y.multiply(other.y).add(x.multiply(other.x));
      return new Point(
          crossed.multiply(BigInteger.ONE.add(k).modInverse(PRIME)).mod(PRIME),
          straight.multiply(BigInteger.ONE.subtract(k).modInverse(PRIME)).mod(PRIME));
    }

    Point times(BigInteger scalar) {
      var sum = NEUTRAL;
      for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        if (scalar.testBit(bit)) {
          sum = sum.plus(this);
        }
      }
      return sum;
    }

    byte[] encoded() {
      var bytes = littleEndian(y);
      if (x.testBit(0)) {
        bytes[31] |= (byte) 0x80;
      }
      return bytes;
    }
  }

  static byte[] littleEndian(BigInteger number) {
    var bigEndian = number.toByteArray();
    var bytes = new byte[32];
    for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return bytes;
  }

  /** R, then S = r + H(R, A, message) a: the signature of RFC 8032 for any encodings of R and A. */
  static byte[] sign(byte[] encodedA, BigInteger a, byte[] encodedR, BigInteger r, byte[] message) {
    var s = r.add(challenge(encodedR, encodedA, message).multiply(a)).mod(ORDER);
    return join(encodedR, littleEndian(s));
  }

  static BigInteger challenge(byte[] encodedR, byte[] encodedA, byte[] message) {
    try {
      var hash = MessageDigest.getInstance("SHA-512");
      hash.update(encodedR);
      hash.update(encodedA);
      var digest = hash.digest(message);
      var bigEndian = new byte[64];
      for (int i = 0; i < 64; i++) {
        bigEndian[i] = digest[63 - i];
      }
      return new BigInteger(1, bigEndian).mod(ORDER);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] join(byte[] first, byte[] second) {
    var joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
