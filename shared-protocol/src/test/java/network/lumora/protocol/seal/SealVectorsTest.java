package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
 * Published vectors through the primitives below our seal. The vectors of RFC 9180 have additional
 * data, which Tink's public interface always leaves empty, so they go through the context object
 * that Tink's own HpkeDecrypt uses; that our seal then has the documented form, {@link
 * SealFormatTest} shows.
 */
class SealVectorsTest {
  @Test
  void opensTheVectorsOfRfc9180() throws IOException, GeneralSecurityException {
    var vector = read("rfc9180-x25519-sha256-aes256gcm-base.json");
    var recipient =
        HpkeContext.createRecipientContext(
            hex(vector, "pkEm"),
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
      assertThat(recipient.open(hex(encryption, "ct"), hex(encryption, "aad")))
          .isEqualTo(hex(encryption, "pt"));
    }
  }

  @Test
  void agreesWithEveryAes256GcmVectorOfWycheproof() throws IOException, GeneralSecurityException {
    int tests = 0;
    for (var group : read("wycheproof-aes-256-gcm.json").getAsJsonArray("testGroups")) {
      for (var test : group.getAsJsonObject().getAsJsonArray("tests")) {
        check(test.getAsJsonObject());
        tests++;
      }
    }
    assertThat(tests).isEqualTo(66);
  }

  private static void check(JsonObject test) throws GeneralSecurityException {
    var aead = HpkePrimitiveFactory.createAead(AeadId.AES_256_GCM);
    var key = hex(test, "key");
    var nonce = hex(test, "iv");
    var aad = hex(test, "aad");
    var sealed = HexFormat.of().parseHex(text(test, "ct") + text(test, "tag"));
    if (text(test, "result").equals("valid")) {
      assertThat(aead.open(key, nonce, sealed, aad)).isEqualTo(hex(test, "msg"));
      assertThat(aead.seal(key, nonce, hex(test, "msg"), aad)).isEqualTo(sealed);
    } else {
      assertThatThrownBy(() -> aead.open(key, nonce, sealed, aad))
          .as(text(test, "comment"))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  private static JsonObject read(String name) throws IOException {
    var file = SealVectorsTest.class.getResourceAsStream("/vectors/" + name);
    try (var reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    }
  }

  private static String text(JsonObject from, String field) {
    return from.get(field).getAsString();
  }

  private static byte[] hex(JsonObject from, String field) {
    return HexFormat.of().parseHex(text(from, field));
  }
}
