package network.lumora.protocol.identity;

import static network.lumora.protocol.identity.Edwards25519.BASE;
import static network.lumora.protocol.identity.Edwards25519.ORDER;
import static network.lumora.protocol.identity.Edwards25519.PRIME;
import static network.lumora.protocol.identity.Edwards25519.TORSION;
import static network.lumora.protocol.identity.Edwards25519.join;
import static network.lumora.protocol.identity.Edwards25519.littleEndian;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Random;
import network.lumora.protocol.identity.Edwards25519.Point;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature is, and that Tink says the same in Java and over Conscrypt. */
@ParameterizedClass(name = "over Conscrypt: {0}")
@ValueSource(booleans = {false, true})
class Ed25519Test {
  private static final byte[] MESSAGE = "receipt".getBytes(StandardCharsets.UTF_8);

  private final Random random = new Random(25519);
  private final BigInteger secret = new BigInteger(250, random);
  private final BigInteger nonce = new BigInteger(250, random);

  Ed25519Test(boolean overConscrypt) {
    if (overConscrypt) {
      Security.addProvider(Conscrypt.newProvider());
    }
  }

  @AfterEach
  void removeConscrypt() {
    Security.removeProvider("Conscrypt");
  }

  @Test
  void agreesWithEveryVectorOfWycheproof() {
    var cases = Wycheproof.all();

    assertThat(cases).hasSize(145);
    for (var test : cases) {
      assertThat(test.verifies()).as(test.name()).isEqualTo(test.valid());
    }
  }

  @Test
  void verifiesWhatAnIdentityKeySigns() {
    var key = IdentityKey.generate();

    var signature = key.sign(MESSAGE);

    assertThat(signature).hasSize(64).isEqualTo(key.sign(MESSAGE));
    assertThat(key.publicKey().verifies(MESSAGE, signature)).isTrue();
    assertThat(IdentityKey.generate().publicKey().verifies(MESSAGE, signature)).isFalse();
  }

  @Test
  void refusesAChangeOfAnySingleBit() {
    var key = IdentityKey.generate();
    var signature = key.sign(MESSAGE);
    for (int bit = 0; bit < 512; bit++) {
      var changed = signature.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(key.publicKey().verifies(MESSAGE, changed)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void acceptsASignatureFromTheDefinition() {
    var a = BASE.times(secret).encoded();
    var r = BASE.times(nonce).encoded();

    assertThat(Ed25519.verifies(a, MESSAGE, Edwards25519.sign(a, secret, r, nonce, MESSAGE)))
        .isTrue();
  }

  @Test
  void refusesAnSThatIsNotReduced() {
    var a = BASE.times(secret).encoded();
    var r = BASE.times(nonce).encoded();
    var challenge = Edwards25519.challenge(r, a, MESSAGE);
    var s = nonce.add(challenge.multiply(secret)).mod(ORDER);

    assertThat(Ed25519.verifies(a, MESSAGE, join(r, littleEndian(s)))).isTrue();
    assertThat(Ed25519.verifies(a, MESSAGE, join(r, littleEndian(s.add(ORDER))))).isFalse();
  }

  @Test
  void refusesAnRThatIsNotCanonical() {
    var a = BASE.times(secret).encoded();
    var neutral = Point.NEUTRAL.encoded();
    var alias = littleEndian(PRIME.add(BigInteger.ONE));

    assertThat(verifiesWithNonceZero(a, neutral)).isTrue();
    assertThat(verifiesWithNonceZero(a, alias)).isFalse();
  }

  private boolean verifiesWithNonceZero(byte[] a, byte[] r) {
    var signature = Edwards25519.sign(a, secret, r, BigInteger.ZERO, MESSAGE);
    return Ed25519.verifies(a, MESSAGE, signature);
  }

  /** BouncyCastle and other verifiers that multiply by the cofactor accept all of these. */
  @Test
  void refusesAnRWithAComponentOfSmallOrder() {
    var a = BASE.times(secret).encoded();
    for (int i = 1; i < 8; i++) {
      var r = BASE.times(nonce).plus(TORSION.times(BigInteger.valueOf(i))).encoded();
      var signature = Edwards25519.sign(a, secret, r, nonce, MESSAGE);
      assertThat(Ed25519.verifies(a, MESSAGE, signature)).as("torsion %d", i).isFalse();
    }
  }

  /** RFC 8032 section 5.1.7 without the cofactor: S B = R + k A, so k must be a multiple of 8. */
  @Test
  void takesAKeyWithAComponentOfSmallOrderAtItsWord() {
    var a = BASE.times(secret).plus(TORSION).encoded();
    var r = BASE.times(nonce).encoded();
    for (int i = 0; i < 64; i++) {
      var message = ("receipt " + i).getBytes(StandardCharsets.UTF_8);
      var signature = Edwards25519.sign(a, secret, r, nonce, message);
      var challenge = Edwards25519.challenge(r, a, message);
      assertThat(Ed25519.verifies(a, message, signature))
          .isEqualTo(challenge.mod(BigInteger.valueOf(8)).signum() == 0);
    }
  }

  @Test
  void refusesKeysOfSmallOrderInEveryEncoding() {
    for (int i = 0; i < 8; i++) {
      var key = TORSION.times(BigInteger.valueOf(i)).encoded();
      refusesForgeries(key);
      key[31] ^= (byte) 0x80;
      refusesForgeries(key);
    }
  }

  @Test
  void refusesKeysThatAreNotCanonical() {
    for (int y = 0; y < 19; y++) {
      var key = littleEndian(PRIME.add(BigInteger.valueOf(y)));
      assertThat(Ed25519.isUsable(key)).isFalse();
      refusesForgeries(key);
      key[31] |= (byte) 0x80;
      assertThat(Ed25519.isUsable(key)).isFalse();
      refusesForgeries(key);
    }
    assertThat(Ed25519.isUsable(littleEndian(PRIME.subtract(BigInteger.TWO)))).isTrue();
  }

  /** With a key of small order, R = S B verifies for one message in eight, or for all. */
  private void refusesForgeries(byte[] key) {
    var signature = join(BASE.times(nonce).encoded(), littleEndian(nonce.mod(ORDER)));
    for (int i = 0; i < 32; i++) {
      var message = ("receipt " + i).getBytes(StandardCharsets.UTF_8);
      assertThat(Ed25519.verifies(key, message, signature)).isFalse();
    }
  }

  @Test
  void answersNoForRandomBytes() {
    for (int i = 0; i < 500; i++) {
      var key = new byte[32];
      var signature = new byte[random.nextInt(4) == 0 ? random.nextInt(80) : 64];
      random.nextBytes(key);
      random.nextBytes(signature);
      assertThat(PublicKey.of(key).verifies(MESSAGE, signature)).isFalse();
    }
  }
}
