package network.lumora.protocol.seal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Seals one direction of a passage, frame by frame. One thread.
 *
 * <pre>
 *  0       1               41
 *  | flags | header (40) … | ciphertext and tag (16) |
 * </pre>
 *
 * Bit 0 of flags: a new key begins here, and only then there is a header: 40, a salt (32), a nonce
 * prefix (7). Bit 1: nothing follows. The AES-256-GCM key is HKDF-SHA256 (ikm = the direction's
 * present secret, that salt, info = how many frames came before it, 8 bytes); the nonce is the
 * prefix, the number of the frame under its key from 0 (4 bytes, big-endian), and 1 in the last
 * frame, else 0. Flags are not authenticated as such, and need not be: a changed one asks for
 * another key or nonce.
 *
 * <p>The first secret of a direction is HKDF-SHA256 (ikm = shared secret, no salt, info = {@code
 * lumora-frame-v1}, {@code caller} or {@code callee}, binding), each further one HKDF-SHA256 (ikm =
 * the one before, no salt, info = {@code lumora-frame-next-v1}).
 *
 * <p>No nonce comes twice under a key: the counter only grows, a key ends long before it could
 * wrap, and each key has a random salt, so that even the same secret twice makes two keys.
 */
public final class FrameSealer {
  /**
   * With a header of who uses the frame. Twice as many would save a twentieth of the processor time
   * and take twice the memory.
   */
  public static final int MAX_PLAINTEXT_BYTES = 32 * 1024 + 64;

  static final int NEW_KEY = 1;
  static final int LAST = 2;

  /** What a frame is longer than its plaintext, at most. */
  public static final int MAX_OVERHEAD_BYTES = 1 + SealedBody.HEADER_BYTES + Hpke.TAG_BYTES;

  public static final int MAX_FRAME_BYTES = MAX_PLAINTEXT_BYTES + MAX_OVERHEAD_BYTES;

  private final FrameChain chain;
  private final KeyLife life;
  private @Nullable FrameCipher cipher;
  private KeyUse use = KeyUse.NONE;
  private long sealed;
  private long sinceNanos;
  private boolean ended;

  FrameSealer(FrameChain chain, KeyLife life) {
    this.chain = chain;
    this.life = life;
  }

  /**
   * Appends the sealed frame to {@code out}.
   *
   * @param plaintext fastest outside of the heap, as {@code out} is
   * @param last whether nothing follows: without it the other end knows that something was cut off
   * @param nowNanos of a ticker that never goes back
   * @throws IllegalStateException after the last
   */
  public void seal(ByteBuffer plaintext, boolean last, long nowNanos, ByteBuffer out) {
    int bytes = plaintext.remaining();
    if (ended || bytes > MAX_PLAINTEXT_BYTES) {
      throw new IllegalStateException(
          ended ? "nothing follows the last frame" : "a frame of " + bytes + " bytes");
    }
    cipher(bytes, last ? LAST : 0, nowNanos, out).seal(plaintext, use.frames(), last, out);
    use = use.plus(bytes);
    sealed++;
    ended = last;
  }

  private FrameCipher cipher(int bytes, int flags, long nowNanos, ByteBuffer out) {
    var current = cipher;
    if (current != null && use.allows(bytes, life) && nowNanos - sinceNanos < life.nanos()) {
      out.put((byte) flags);
      return current;
    }
    var header = FrameCipher.newHeader();
    var fresh = chain.next(header, sealed);
    cipher = fresh;
    use = KeyUse.NONE;
    sinceNanos = nowNanos;
    out.put((byte) (flags | NEW_KEY)).put(header);
    return fresh;
  }
}
