package network.lumora.systemtests.secrecy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes the masks off what a WebSocket client sent (RFC 6455 section 5.3), so that it can be
 * searched.
 */
final class ClientFrames {
  private ClientFrames() {}

  /** The payloads of all whole frames after the HTTP upgrade request, one after another. */
  static byte[] unmask(byte[] stream) {
    var out = new ByteArrayOutputStream();
    var in = ByteBuffer.wrap(stream);
    in.position(endOfRequest(stream));
    while (in.remaining() >= 2) {
      in.get();
      long length = length(in, in.get() & 0x7f);
      if (in.remaining() < 4 + length) {
        break;
      }
      byte[] mask = new byte[4];
      in.get(mask);
      for (int i = 0; i < length; i++) {
        out.write(in.get() ^ mask[i & 3]);
      }
    }
    return out.toByteArray();
  }

  private static long length(ByteBuffer in, int seven) {
    return switch (seven) {
      case 126 -> in.remaining() < 2 ? Long.MAX_VALUE - 4 : in.getShort() & 0xffff;
      case 127 -> in.remaining() < 8 ? Long.MAX_VALUE - 4 : in.getLong();
      default -> seven;
    };
  }

  private static int endOfRequest(byte[] stream) {
    int at = new String(stream, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    return at < 0 ? stream.length : at + 4;
  }
}
