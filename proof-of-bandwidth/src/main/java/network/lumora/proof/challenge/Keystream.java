package network.lumora.proof.challenge;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The payload of a slot: AES-256-CTR under the slot's key, every byte of it random to whoever does
 * not have the key. One thread.
 *
 * <p>Nothing is kept secret by it, so it is no matter for the house's cryptography: it has to be
 * unguessable, incompressible and fast. Datagram {@code n} is the stream's bytes from {@code n} x
 * {@link #PAYLOAD_BYTES}. Decision 0019.
 */
public final class Keystream {
  /** A whole number of blocks, so that every datagram begins with one. */
  public static final int PAYLOAD_BYTES = 86 * 16;

  /** Payload and its header of 24 bytes: fits every path of the Internet that is in use. */
  public static final int DATAGRAM_BYTES = 24 + PAYLOAD_BYTES;

  public static final int KEY_BYTES = 32;

  private static final int BLOCK = 16;
  private static final byte[] ZEROS = new byte[PAYLOAD_BYTES];

  private final Cipher cipher;
  private final SecretKeySpec key;
  private long next = -1;

  /**
   * @param key 32 bytes
   */
  public Keystream(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  /** Writes the payload of a datagram. Datagrams in their order cost least. */
  public void write(long datagram, byte[] target, int offset) {
    try {
      if (datagram != next) {
        cipher.init(Cipher.ENCRYPT_MODE, key, counter(datagram));
      }
      cipher.update(ZEROS, 0, PAYLOAD_BYTES, target, offset);
      next = datagram + 1;
    } catch (ShortBufferException e) {
      throw new IllegalArgumentException("no room for a payload at " + offset, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode takes any counter", e);
    }
  }

  private static IvParameterSpec counter(long datagram) {
    long block = Math.multiplyExact(datagram, PAYLOAD_BYTES / BLOCK);
    return new IvParameterSpec(ByteBuffer.allocate(BLOCK).putLong(0).putLong(block).array());
  }
}
