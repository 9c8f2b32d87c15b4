package network.lumora.protocol.seal;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import com.google.crypto.tink.subtle.StreamSegmentEncrypter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * The body of the streaming format under one key. One thread.
 *
 * <p>Segments go through Tink's segment coders and not through its streams, because those report a
 * changed byte and a failing disk as the same {@code IOException}.
 */
final class SealedBody {
  static final int KEY_BYTES = 32;

  /** Bytes of a ciphertext segment with its tag: two of them are all a stream holds in memory. */
  static final int SEGMENT_BYTES = 64 * 1024;

  static final int HEADER_BYTES = 40;

  private final AesGcmHkdfStreaming coder;
  private final byte[] context;

  SealedBody(byte[] key, byte[] context) {
    try {
      this.coder = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("these parameters are good", e);
    }
    this.context = context;
  }

  void seal(InputStream plaintext, OutputStream sealed) throws IOException {
    var segmentBytes = SEGMENT_BYTES - Hpke.TAG_BYTES;
    var segments = new Segments(plaintext, segmentBytes - HEADER_BYTES, segmentBytes);
    try {
      StreamSegmentEncrypter encrypter = coder.newStreamSegmentEncrypter(context);
      var header = new byte[HEADER_BYTES];
      encrypter.getHeader().get(header);
      sealed.write(header);
      var out = ByteBuffer.allocate(SEGMENT_BYTES);
      while (!segments.isLast()) {
        encrypter.encryptSegment(segments.segment(), false, out.clear());
        write(out.flip(), sealed);
        segments.advance();
      }
      encrypter.encryptSegment(segments.segment(), true, out.clear());
      write(out.flip(), sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing with a fresh key cannot fail", e);
    }
  }

  /** Writes each segment only after its tag has been checked. */
  void open(InputStream sealed, OutputStream plaintext) throws IOException, SealBrokenException {
    var decrypter = begin(sealed.readNBytes(HEADER_BYTES));
    var segments = new Segments(sealed, SEGMENT_BYTES - HEADER_BYTES, SEGMENT_BYTES);
    var out = ByteBuffer.allocate(SEGMENT_BYTES);
    int number = 0;
    while (!segments.isLast()) {
      open(decrypter, segments, number++, out.clear());
      write(out.flip(), plaintext);
      segments.advance();
    }
    open(decrypter, segments, number, out.clear());
    write(out.flip(), plaintext);
  }

  private StreamSegmentDecrypter begin(byte[] header) throws SealBrokenException {
    try {
      StreamSegmentDecrypter decrypter = coder.newStreamSegmentDecrypter();
      decrypter.init(ByteBuffer.wrap(header), context);
      return decrypter;
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException(
          "header of the sealed body is cut or changed: expected 40 bytes that begin with 40", e);
    }
  }

  private static void open(
      StreamSegmentDecrypter decrypter, Segments segments, int number, ByteBuffer out)
      throws SealBrokenException {
    try {
      decrypter.decryptSegment(segments.segment(), number, segments.isLast(), out);
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException(
          "segment " + number + " of the sealed body is changed, or the body is cut", e);
    }
  }

  private static void write(ByteBuffer from, OutputStream to) throws IOException {
    to.write(from.array(), from.arrayOffset(), from.limit());
  }
}
