package network.lumora.proof.challenge;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import network.lumora.protocol.digest.Sha256;

/**
 * The running digest over every payload byte in the order of arrival: after each datagram, SHA-256
 * of what it was before and the datagram's payload. One thread; allocates nothing as it runs.
 */
public final class Transcript {
  public static final int BYTES = 32;

  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] now = new byte[BYTES];

  public void add(byte[] source, int offset, int length) {
    digest.update(now);
    digest.update(source, offset, length);
    try {
      digest.digest(now, 0, BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("there is room for a digest", e);
    }
  }

  /** Writes what it is now. */
  public void write(byte[] target, int offset) {
    System.arraycopy(now, 0, target, offset, BYTES);
  }

  public boolean equalTo(byte[] source, int offset) {
    return MessageDigest.isEqual(now, Arrays.copyOfRange(source, offset, offset + BYTES));
  }

  public Sha256 value() {
    return Sha256.fromBytes(now);
  }
}
