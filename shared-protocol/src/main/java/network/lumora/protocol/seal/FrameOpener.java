package network.lumora.protocol.seal;

import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
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
  private @Nullable StreamSegmentDecrypter decrypter;
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
    var segments = (flags & FrameSealer.NEW_KEY) == 0 ? present() : begin(frame);
    requireLength(frame, TAG_BYTES, FrameSealer.MAX_PLAINTEXT_BYTES + TAG_BYTES);
    boolean last = (flags & FrameSealer.LAST) != 0;
    open(segments, frame, last, out);
    ended = last;
  }

  private void open(StreamSegmentDecrypter segments, ByteBuffer frame, boolean last, ByteBuffer out)
      throws SealBrokenException {
    int bytes = frame.remaining() - TAG_BYTES;
    if (!use.allows(bytes, life)) {
      throw new SealBrokenException("a key is used for longer than it may live");
    }
    try {
      segments.decryptSegment(frame, use.frames(), last, out);
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException("a frame is changed, missing or not in its place", e);
    }
    use = use.plus(bytes);
    opened++;
  }

  private StreamSegmentDecrypter present() throws SealBrokenException {
    var current = decrypter;
    if (current == null) {
      throw new SealBrokenException("the first frame begins with a key");
    }
    return current;
  }

  private StreamSegmentDecrypter begin(ByteBuffer frame) throws SealBrokenException {
    requireLength(frame, SealedBody.HEADER_BYTES + TAG_BYTES, FrameSealer.MAX_FRAME_BYTES);
    var header = new byte[SealedBody.HEADER_BYTES];
    frame.get(header);
    try {
      StreamSegmentDecrypter fresh = chain.next().newStreamSegmentDecrypter();
      fresh.init(ByteBuffer.wrap(header), FrameChain.place(opened));
      decrypter = fresh;
      use = KeyUse.NONE;
      return fresh;
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException("the header of a frame's key is changed", e);
    }
  }

  private static void requireLength(ByteBuffer frame, int min, int max) throws SealBrokenException {
    if (frame.remaining() < min || frame.remaining() > max) {
      throw new SealBrokenException(
          "a frame's part has %d bytes, not %d to %d".formatted(frame.remaining(), min, max));
    }
  }
}
