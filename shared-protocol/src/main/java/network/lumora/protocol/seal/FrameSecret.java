package network.lumora.protocol.seal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** What two ends share, and from which the keys of their frames come. Immutable. */
public final class FrameSecret {
  private static final String LABEL = "lumora-frame-v1";

  private final byte[] bytes;

  /** Which end seals: each has its own keys. The words are in the derivation of keys. */
  public enum End {
    CALLER("caller"),
    CALLEE("callee");

    private final String word;

    End(String word) {
      this.word = word;
    }
  }

  private FrameSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A fresh one from the system's secure randomness. */
  public static FrameSecret generate() {
    var bytes = new byte[FrameChain.SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new FrameSecret(bytes);
  }

  /** For the other end alone. */
  public Sealed sealTo(SealPublicKey key, byte[] context) {
    return Sealed.of(Seal.seal(key, bytes, context));
  }

  /**
   * @throws SealBrokenException if it is none, or sealed to another key or context
   */
  public static FrameSecret open(SealKey key, Sealed sealed, byte[] context)
      throws SealBrokenException {
    var bytes = key.open(sealed.bytes(), context);
    if (bytes.length != FrameChain.SECRET_BYTES) {
      throw new SealBrokenException("a frame secret has 32 bytes, not " + bytes.length);
    }
    return new FrameSecret(bytes);
  }

  /**
   * Seals what {@code end} sends.
   *
   * @param binding what the frames belong to; they open only under the same
   */
  public FrameSealer sealer(End end, byte[] binding, KeyLife life) {
    return new FrameSealer(chain(end, binding), life);
  }

  /** Opens what {@code end} sends. */
  public FrameOpener opener(End end, byte[] binding, KeyLife life) {
    return new FrameOpener(chain(end, binding), life);
  }

  private FrameChain chain(End end, byte[] binding) {
    var info = new ByteArrayOutputStream(64 + binding.length);
    info.writeBytes((LABEL + end.word).getBytes(StandardCharsets.US_ASCII));
    info.writeBytes(binding);
    return new FrameChain(bytes, info.toByteArray());
  }
}
