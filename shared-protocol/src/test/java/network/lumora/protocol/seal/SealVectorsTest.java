package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.hybrid.HpkeParameters.AeadId;
import com.google.crypto.tink.hybrid.HpkeParameters.KdfId;
import com.google.crypto.tink.hybrid.HpkeParameters.KemId;
import com.google.crypto.tink.hybrid.internal.HpkeContext;
import com.google.crypto.tink.hybrid.internal.HpkeKemPrivateKey;
import com.google.crypto.tink.hybrid.internal.HpkePrimitiveFactory;
import com.google.crypto.tink.util.Bytes;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The published HPKE vectors through the context object that Tink's own HpkeDecrypt uses: they have
 * additional data, which Tink's public interface always leaves empty. That our seal then has the
 * documented form, {@link SealFormatTest} shows.
 */
class SealVectorsTest {
  @Test
  void opensThePublishedVectorsOfHpke() throws IOException, GeneralSecurityException {
    var vector = read();
    var recipient =
        HpkeContext.createRecipientContext(
            hex(vector, "enc"),
            new HpkeKemPrivateKey(
                Bytes.copyFrom(hex(vector, "skRm")), Bytes.copyFrom(hex(vector, "pkRm"))),
            HpkePrimitiveFactory.createKem(KemId.DHKEM_X25519_HKDF_SHA256),
            HpkePrimitiveFactory.createKdf(KdfId.HKDF_SHA256),
            HpkePrimitiveFactory.createAead(AeadId.AES_256_GCM),
            hex(vector, "info"));

    var encryptions = vector.getAsJsonArray("encryptions");
    assertThat(encryptions).hasSize(10);
    for (var element : encryptions) {
      var encryption = element.getAsJsonObject();
      assertThat(recipient.open(hex(encryption, "ciphertext"), hex(encryption, "aad")))
          .isEqualTo(hex(encryption, "plaintext"));
    }
  }

  private static JsonObject read() throws IOException {
    var file =
        SealVectorsTest.class.getResourceAsStream("/vectors/hpke-x25519-sha256-aes256gcm.json");
    try (var reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    }
  }

  private static byte[] hex(JsonObject from, String field) {
    return HexFormat.of().parseHex(from.get(field).getAsString());
  }
}
