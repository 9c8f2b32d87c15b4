package network.lumora.ledger.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * One signature line of a note. Immutable. Of any algorithm: a note carries signatures by keys that
 * its reader does not know.
 */
public final class NoteSignature {
  private static final String START = "— ";

  private final String name;
  private final int keyId;
  private final byte[] bytes;

  NoteSignature(String name, int keyId, byte[] bytes) {
    this.name = name;
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  static NoteSignature parse(String line) throws ProtocolException {
    int space = line.lastIndexOf(' ');
    if (line.startsWith(START) && space >= START.length()) {
      var name = line.substring(START.length(), space);
      byte[] idAndBytes = StrictBase64.decode(line.substring(space + 1));
      if (NoteKey.isName(name) && idAndBytes.length > Integer.BYTES) {
        return new NoteSignature(
            name,
            ByteBuffer.wrap(idAndBytes).getInt(),
            Arrays.copyOfRange(idAndBytes, Integer.BYTES, idAndBytes.length));
      }
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED, "not a signature line: expected dash, key name and base64");
  }

  public String name() {
    return name;
  }

  public int keyId() {
    return keyId;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  boolean isBy(NoteKey key) {
    return keyId == key.id() && name.equals(key.name());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoteSignature that
        && keyId == that.keyId
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(bytes);
  }

  /** The line, without its newline. */
  @Override
  public String toString() {
    byte[] idAndBytes =
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyId).put(bytes).array();
    return START + name + " " + Base64.getEncoder().encodeToString(idAndBytes);
  }
}
