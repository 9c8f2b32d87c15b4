package network.lumora.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;

class PublicKeyTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=:. ed25519é\n";

  private final Random random = new Random(43);

  @Test
  void readsItsOwnTextForm() throws ProtocolException {
    for (int i = 0; i < 200; i++) {
      var bytes = new byte[32];
      random.nextBytes(bytes);
      var key = PublicKey.of(bytes);
      assertThat(key.toString()).hasSize(51).startsWith("ed25519:");
      assertThat(PublicKey.parse(key.toString())).isEqualTo(key).hasSameHashCodeAs(key);
    }
  }

  @Test
  void refusesEverySpellingButOne() {
    var text = PublicKey.of(new byte[32]).toString();

    for (var other :
        new String[] {
          "",
          "ed25519:",
          text + "=",
          text + "A",
          " " + text,
          text + "\n",
          text.substring(0, 50),
          text.substring(0, 50) + "B",
          text.replace("ed25519", "Ed25519"),
          text.replace("ed25519", "x25519"),
          text.replace("ed25519:", "")
        }) {
      refuses(other);
    }
  }

  @Test
  void readsOnlyWhatItWouldWrite() {
    var good = IdentityKey.generate().publicKey().toString();
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(good);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(text);
      }
      readsBackOrRefuses(text.toString());
    }
  }

  private void change(StringBuilder text) {
    int at = random.nextInt(text.length());
    char letter = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.setCharAt(at, letter);
      case 1 -> text.insert(at, letter);
      default -> text.deleteCharAt(at);
    }
  }

  private static void readsBackOrRefuses(String text) {
    try {
      assertThat(PublicKey.parse(text)).hasToString(text);
    } catch (ProtocolException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
    }
  }

  private static void refuses(String text) {
    assertThatThrownBy(() -> PublicKey.parse(text))
        .as(text)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
  }

  @Test
  void ordersByUnsignedBytes() {
    var low = new byte[32];
    var high = new byte[32];
    low[0] = 0x7f;
    high[0] = (byte) 0x80;

    assertThat(PublicKey.of(low)).isLessThan(PublicKey.of(high));
  }

  @Test
  void keepsItsOwnCopy() {
    var bytes = new byte[32];
    var key = PublicKey.of(bytes);
    bytes[0] = 1;
    key.bytes()[1] = 1;

    assertThat(key).isEqualTo(PublicKey.of(new byte[32]));
  }
}
