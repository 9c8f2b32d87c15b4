package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A prover's side of a WebSocket, written by hand. */
final class Upgrade {
  static final String TEXT =
      """
      GET /slot HTTP/1.1\r
      Host: 127.0.0.1\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Protocol: lumora.slot.v1\r
      \r
      """;

  private static final int WELCOME = 2;
  private static final int COOKIE_BYTES = 16;
  private static final int HEADER_BYTES = 17;

  private Upgrade() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A HELLO of so many bytes as one binary message. */
  static byte[] hello(String token, int bytes) {
    return message(1, token, new byte[bytes - HEADER_BYTES]);
  }

  /** RFC 6455 §5.2, with a mask of zeros. */
  private static byte[] message(int type, String token, byte[] body) {
    int length = HEADER_BYTES + body.length;
    return ByteBuffer.allocate(8 + length)
        .put((byte) 0x82)
        .put((byte) (0x80 | 126))
        .putShort((short) length)
        .putInt(0)
        .put((byte) type)
        .put(HexFormat.of().parseHex(token))
        .put(body)
        .array();
  }

  /** Says hello, waits for the cookie, and says that it is ready. */
  static void comeIn(Socket socket, String token) throws IOException {
    var out = socket.getOutputStream();
    out.write(bytes(TEXT));
    out.write(hello(token, 64));
    out.write(message(3, token, cookie(socket, token)));
  }

  private static byte[] cookie(Socket socket, String token) throws IOException {
    var in = socket.getInputStream();
    skipPast(socket, "\r\n\r\n");
    var welcome = in.readNBytes(2 + HEADER_BYTES + COOKIE_BYTES);
    if (welcome[2] != WELCOME || !HexFormat.of().formatHex(welcome, 3, 19).equals(token)) {
      throw new IOException("no WELCOME, but " + HexFormat.of().formatHex(welcome));
    }
    return ByteBuffer.allocate(COOKIE_BYTES).put(welcome, 19, COOKIE_BYTES).array();
  }

  private static void skipPast(Socket socket, String end) throws IOException {
    var seen = new StringBuilder();
    while (!seen.toString().endsWith(end)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("no upgrade, but " + seen);
      }
      seen.append((char) next);
    }
  }
}
