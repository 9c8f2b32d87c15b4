package network.lumora.protocol.seal;

import java.util.Arrays;
import network.lumora.protocol.digest.Sha256;
import org.jspecify.annotations.Nullable;

/** Bytes that only the holder of a {@link SealKey} can read. Immutable. */
public final class Sealed {
  private final byte[] bytes;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Sealed of(byte[] bytes) {
    return new Sealed(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  public Sha256 digest() {
    return Sha256.of(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes]";
  }
}
