package network.lumora.protocol.seal;

import static network.lumora.protocol.seal.StrangersHpke.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented format, written by a stranger with the JDK alone, opens with ours. */
class SealFormatTest {
  private static final byte[] CONTEXT = "context".getBytes(StandardCharsets.UTF_8);

  private final SealKey key = SealKey.generate();
  private final Random random = new Random(9180);

  @Test
  void opensADirectMessageOfAStranger() throws GeneralSecurityException, SealBrokenException {
    var plaintext = "the page".getBytes(StandardCharsets.UTF_8);

    assertThat(key.open(wrapped(1, plaintext), CONTEXT)).isEqualTo(plaintext);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_480, 65_481, 131_000, 200_000})
  void opensAStreamOfAStranger(int length) throws GeneralSecurityException, SealBrokenException {
    var plaintext = random(length);
    var streamKey = random(32);

    var sealed = join(wrapped(2, streamKey), body(streamKey, plaintext));

    assertThat(key.open(sealed, CONTEXT)).isEqualTo(plaintext);
  }

  private byte[] wrapped(int format, byte[] plaintext) throws GeneralSecurityException {
    var byteOfFormat = new byte[] {(byte) format};
    var info = join(byteOfFormat, CONTEXT);
    return join(byteOfFormat, StrangersHpke.seal(key.publicKey().bytes(), info, plaintext));
  }

  private byte[] body(byte[] streamKey, byte[] plaintext) throws GeneralSecurityException {
    var salt = random(32);
    var prefix = random(7);
    var aesKey =
        KDF.getInstance("HKDF-SHA256")
            .deriveData(
                HKDFParameterSpec.ofExtract()
                    .addIKM(streamKey)
                    .addSalt(salt)
                    .thenExpand(CONTEXT, 32));
    var out = new ByteArrayOutputStream();
    out.writeBytes(join(new byte[] {40}, salt, prefix));
    int from = 0;
    for (int segment = 0; ; segment++) {
      int to = Math.min(plaintext.length, from + 65_536 - 16 - (segment == 0 ? 40 : 0));
      boolean last = to == plaintext.length;
      var nonce = ByteBuffer.allocate(12).put(prefix).putInt(segment).put((byte) (last ? 1 : 0));
      out.writeBytes(
          StrangersHpke.gcm(aesKey, nonce.array(), Arrays.copyOfRange(plaintext, from, to)));
      if (last) {
        return out.toByteArray();
      }
      from = to;
    }
  }

  private byte[] random(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
