package network.lumora.protocol.seal;

import java.util.concurrent.TimeUnit;

/**
 * How long one key seals frames; the next frame after that begins with a new one.
 *
 * @param bytes of plaintext; both ends hold to it
 * @param frames both ends hold to it
 * @param nanos only the sealing end holds to it, since a slow line may delay what was sealed in
 *     time
 */
public record KeyLife(long bytes, int frames, long nanos) {
  /**
   * A gibibyte, as SSH has it (RFC 4253 section 9), 16 million frames, which is far below the 2^32
   * that the nonce's counter could tell apart, and ten minutes.
   */
  public static final KeyLife USUAL = new KeyLife(1L << 30, 1 << 24, TimeUnit.MINUTES.toNanos(10));

  public KeyLife {
    if (bytes < FrameSealer.MAX_PLAINTEXT_BYTES || frames < 1 || nanos < 1) {
      throw new IllegalArgumentException("a key must live for one frame");
    }
  }
}
