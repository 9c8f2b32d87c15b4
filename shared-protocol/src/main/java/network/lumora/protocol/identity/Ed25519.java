package network.lumora.protocol.identity;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.signature.Ed25519PublicKey;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import com.google.crypto.tink.util.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The one place that computes Ed25519 (RFC 8032). Decision 0002 says why this implementation.
 *
 * <p>Tink computes in Java, or in BoringSSL where the process has added Conscrypt's provider; both
 * give the same verdict on everything that passes {@link #isUsable}.
 */
final class Ed25519 {
  /** The y-coordinates of the eight points of order 1, 2, 4 and 8, without the sign bit. */
  private static final List<byte[]> SMALL_ORDER =
      List.of(
          y("0000000000000000000000000000000000000000000000000000000000000000"),
          y("0100000000000000000000000000000000000000000000000000000000000000"),
          y("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
          y("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
          y("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

  /** 2^255-19, little-endian. */
  private static final byte[] PRIME =
      y("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  private Ed25519() {}

  private static byte[] y(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @LowLevelCryptoCaller
  static PublicKeySign signer(Ed25519PrivateKey key) throws GeneralSecurityException {
    return Ed25519Sign.create(key);
  }

  @AccessesPartialKey
  @LowLevelCryptoCaller
  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    if (!isUsable(publicKey)) {
      return false;
    }
    try {
      Ed25519Verify.create(Ed25519PublicKey.create(Bytes.copyFrom(publicKey)))
          .verify(signature, message);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * Whether the key is in its one canonical encoding and not of small order. With a key of small
   * order anyone can sign anything, and one signature is good for many messages.
   */
  static boolean isUsable(byte[] publicKey) {
    var y = publicKey.clone();
    y[31] &= 0x7f;
    return isBelowPrime(y) && SMALL_ORDER.stream().noneMatch(small -> Arrays.equals(small, y));
  }

  private static boolean isBelowPrime(byte[] y) {
    for (int i = 31; i > 0; i--) {
      if (y[i] != PRIME[i]) {
        return true;
      }
    }
    return Byte.compareUnsigned(y[0], PRIME[0]) < 0;
  }
}
