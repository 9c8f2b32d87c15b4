package network.lumora.systemtests.doors;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP connection to one of our ports, for requests that no client library sends. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int FINAL_BINARY = 0x82;
  private static final int MASKED_LENGTH_OF_8_BYTES = 0xFF;
  private static final int CLOSE = 0x88;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  RawConnection(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  /** Sends a request line and headers; gives the answer's status. */
  int request(String... lines) throws IOException {
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    while (!line().isEmpty()) {}
    return status;
  }

  /** Sends a request with a JSON body; gives the answer's status. */
  int postJson(String path, String body, String... headers) throws IOException {
    out.write(
        "POST %s HTTP/1.1\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, String.join("\r\n", headers), body.length(), body)
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return Integer.parseInt(line().split(" ", 3)[1]);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after: " + line);
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** After an upgrade: tells of a binary frame (RFC 6455 section 5.2), and keeps its payload. */
  void announceBinary(long payloadBytes) throws IOException {
    out.writeByte(FINAL_BINARY);
    out.writeByte(MASKED_LENGTH_OF_8_BYTES);
    out.writeLong(payloadBytes);
    out.writeInt(0);
    out.flush();
  }

  /** After an upgrade: the status of the close frame, once others have been passed over. */
  int awaitCloseStatus() throws IOException {
    int head = in.readUnsignedByte();
    int length = length();
    while (head != CLOSE) {
      in.skipNBytes(length);
      head = in.readUnsignedByte();
      length = length();
    }
    return in.readUnsignedShort();
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte();
    return length == 126 ? in.readUnsignedShort() : length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
