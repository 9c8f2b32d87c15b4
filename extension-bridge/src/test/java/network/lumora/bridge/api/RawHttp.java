package network.lumora.bridge.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends exactly these bytes and returns the whole answer; no client puts in a header. */
final class RawHttp {
  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  String send(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      var answer = new StringBuilder();
      var in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        answer.append((char) b);
        if (answer.toString().startsWith("HTTP/1.1 101")
            && answer.toString().endsWith("\r\n\r\n")) {
          break;
        }
      }
      return answer.toString();
    }
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
