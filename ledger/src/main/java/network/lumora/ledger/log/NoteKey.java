package network.lumora.ledger.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;

/**
 * A named Ed25519 key that signs notes (c2sp.org/signed-note). Immutable. Text form: {@code
 * name+id+base64(0x01 || key)}, the id in eight hexadecimal digits.
 */
public record NoteKey(String name, PublicKey key) {

  private static final byte ED25519 = 1;

  public NoteKey {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a key name is not empty and has no space, control character or plus");
    }
  }

  public static NoteKey parse(String text) throws ProtocolException {
    String[] parts = text.split("\\+", 3);
    if (parts.length == 3 && isName(parts[0])) {
      byte[] typeAndKey = StrictBase64.decode(parts[2]);
      if (typeAndKey.length == 1 + PublicKey.LENGTH_BYTES && typeAndKey[0] == ED25519) {
        var key =
            new NoteKey(
                parts[0], PublicKey.of(Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length)));
        if (key.toString().equals(text)) {
          return key;
        }
      }
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED,
        "not a verifier key: expected name+id+base64 of an Ed25519 key, with the id of that key");
  }

  /** The first four bytes of SHA-256 over name, newline, 0x01 and key, big-endian. */
  public int id() {
    var digest = Hash.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    byte[] hash = digest.digest(typeAndKey());
    return ByteBuffer.wrap(hash).getInt();
  }

  private byte[] typeAndKey() {
    byte[] bytes = new byte[1 + PublicKey.LENGTH_BYTES];
    bytes[0] = ED25519;
    System.arraycopy(key.bytes(), 0, bytes, 1, PublicKey.LENGTH_BYTES);
    return bytes;
  }

  static boolean isName(String name) {
    return !name.isEmpty() && name.codePoints().noneMatch(NoteKey::isForbidden);
  }

  private static boolean isForbidden(int character) {
    return character == '+'
        || Character.isISOControl(character)
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character);
  }

  @Override
  public String toString() {
    return name
        + "+"
        + HexFormat.of().toHexDigits(id())
        + "+"
        + Base64.getEncoder().encodeToString(typeAndKey());
  }
}
