package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealPublicKeyTest {
  @Test
  void readsItsOwnTextForm() throws ProtocolException {
    for (int i = 0; i < 20; i++) {
      var key = SealKey.generate().publicKey();
      assertThat(key.toString()).hasSize(50).startsWith("x25519:");
      assertThat(SealPublicKey.parse(key.toString())).isEqualTo(key).hasSameHashCodeAs(key);
    }
  }

  @Test
  void refusesEverySpellingButOne() {
    var text = SealKey.generate().publicKey().toString();

    for (var other :
        new String[] {
          "",
          "x25519:",
          text + "=",
          text + "A",
          " " + text,
          text + "\n",
          text.substring(0, 49),
          text.substring(0, 49) + "B",
          text.replace("x25519", "X25519"),
          text.replace("x25519", "ed25519"),
          text.replace("x25519:", "")
        }) {
      refuses(other);
    }
  }

  /** RFC 7748 section 7 and cr.yp.to/ecdh.html: with these, everyone knows the shared secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void refusesPointsOfSmallOrder(String hex) {
    var bytes = HexFormat.of().parseHex(hex);
    refuses(text(bytes));
    bytes[31] |= (byte) 0x80;
    refuses(text(bytes));
    assertThatThrownBy(() -> SealPublicKey.of(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNumbersFromThePrimeUp() {
    var key = SealKey.generate().publicKey().bytes();
    key[31] |= (byte) 0x80;

    refuses(text(key));
  }

  private static String text(byte[] bytes) {
    return "x25519:" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void refuses(String text) {
    assertThatThrownBy(() -> SealPublicKey.parse(text))
        .as(text)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
  }
}
