package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.hybrid.HpkeParameters.AeadId;
import com.google.crypto.tink.hybrid.internal.HpkeAead;
import com.google.crypto.tink.hybrid.internal.HpkePrimitiveFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** Published vectors through the cipher below our seal. */
class Aes256GcmTest {
  private final HpkeAead aead;

  Aes256GcmTest() throws GeneralSecurityException {
    aead = HpkePrimitiveFactory.createAead(AeadId.AES_256_GCM);
  }

  @Test
  void agreesWithEveryVectorOfNist() throws IOException, GeneralSecurityException {
    var vectors = GcmVector.ofNist();

    assertThat(vectors).hasSize(375);
    assertThat(vectors).filteredOn(GcmVector::valid).hasSize(184);
    for (var vector : vectors) {
      check(vector);
    }
  }

  @Test
  void agreesWithEveryVectorOfWycheproof() throws IOException, GeneralSecurityException {
    var vectors = GcmVector.ofWycheproof();

    assertThat(vectors).hasSize(48);
    assertThat(vectors).filteredOn(GcmVector::valid).hasSize(21);
    for (var vector : vectors) {
      check(vector);
    }
  }

  private void check(GcmVector vector) throws GeneralSecurityException {
    var key = GcmVector.bytes(vector.key());
    var nonce = GcmVector.bytes(vector.nonce());
    var aad = GcmVector.bytes(vector.aad());
    var sealed = GcmVector.bytes(vector.sealed());
    var plaintext = GcmVector.bytes(vector.plaintext());
    if (vector.valid()) {
      assertThat(aead.open(key, nonce, sealed, aad)).as(vector.name()).isEqualTo(plaintext);
      assertThat(aead.seal(key, nonce, plaintext, aad)).as(vector.name()).isEqualTo(sealed);
    } else {
      assertThatThrownBy(() -> aead.open(key, nonce, sealed, aad))
          .as(vector.name())
          .isInstanceOf(GeneralSecurityException.class);
    }
  }
}
