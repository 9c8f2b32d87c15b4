package network.lumora.protocol.seal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a {@link FrameSealer} sealed: each frame once, in order. One thread.
 *
 * <p>A frame that was changed, left out, put elsewhere or comes again does not open, and nothing
 * opens after it.
 */
public final class FrameOpener {
  private static final int TAG_BYTES = Hpke.TAG_BYTES;

  private final FrameChain chain;
  private final KeyLife life;
  private @Nullable FrameCipher cipher;
  private KeyUse use = KeyUse.NONE;
  private long opened;
  private boolean broken;
  private boolean ended;

  FrameOpener(FrameChain chain, KeyLife life) {
    this.chain = chain;
    this.life = life;
  }

  /**
   * Appends the plaintext of one whole frame to {@code out}; nothing if it throws.
   *
   * @param frame fastest outside of the heap, as {@code out} is
   * @param out with room for {@link FrameSealer#MAX_PLAINTEXT_BYTES}
   */
  public void open(ByteBuffer frame, ByteBuffer out) throws SealBrokenException {
    int start = out.position();
    boolean wasBroken = broken;
    broken = true;
    if (wasBroken || ended) {
      throw new SealBrokenException(
          ended ? "a frame after the last" : "a frame after one that did not open");
    }
    try {
      openNext(frame, out);
      broken = false;
    } finally {
      if (broken) {
        out.position(start);
      }
    }
  }

  /** Whether the last frame was opened: nothing is missing. */
  public boolean isEnded() {
    return ended;
  }

  private void openNext(ByteBuffer frame, ByteBuffer out) throws SealBrokenException {
    requireLength(frame, 1 + TAG_BYTES, FrameSealer.MAX_FRAME_BYTES);
    int flags = frame.get();
    if ((flags & ~(FrameSealer.NEW_KEY | FrameSealer.LAST)) != 0) {
      throw new SealBrokenException("a frame has unknown flags: " + flags);
    }
    var key = (flags & FrameSealer.NEW_KEY) == 0 ? present() : begin(frame);
    requireLength(frame, TAG_BYTES, FrameSealer.MAX_PLAINTEXT_BYTES + TAG_BYTES);
    boolean last = (flags & FrameSealer.LAST) != 0;
    open(key, frame, last, out);
    ended = last;
  }

  private void open(FrameCipher key, ByteBuffer frame, boolean last, ByteBuffer out)
      throws SealBrokenException {
    int bytes = frame.remaining() - TAG_BYTES;
    if (!use.allows(bytes, life)) {
      throw new SealBrokenException("a key is used for longer than it may live");
    }
    key.open(frame, use.frames(), last, out);
    use = use.plus(bytes);
    opened++;
  }

  private FrameCipher present() throws SealBrokenException {
    var current = cipher;
    if (current == null) {
      throw new SealBrokenException("the first frame begins with a key");
    }
    return current;
  }

  private FrameCipher begin(ByteBuffer frame) throws SealBrokenException {
    requireLength(frame, FrameCipher.HEADER_BYTES + TAG_BYTES, FrameSealer.MAX_FRAME_BYTES);
    var header = new byte[FrameCipher.HEADER_BYTES];
    frame.get(header);
    if (header[0] != FrameCipher.HEADER_BYTES) {
      throw new SealBrokenException("the header of a frame's key is changed");
    }
    var fresh = chain.next(header, opened);
    cipher = fresh;
    use = KeyUse.NONE;
    return fresh;
  }

  private static void requireLength(ByteBuffer frame, int min, int max) throws SealBrokenException {
    if (frame.remaining() < min || frame.remaining() > max) {
      throw new SealBrokenException(
          "a frame's part has %d bytes, not %d to %d".formatted(frame.remaining(), min, max));
    }
  }
}
