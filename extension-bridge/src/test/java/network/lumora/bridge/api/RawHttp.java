package network.lumora.bridge.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends exactly these bytes and returns the whole answer; no client puts in a header. */
final class RawHttp {
  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  String send(String request) throws IOException {
    return send(request.getBytes(StandardCharsets.UTF_8));
  }

  String send(byte[] request) throws IOException {
    try (var socket = open(request)) {
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

  /** The caller reads, and closes. */
  Socket open(byte[] request) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    return socket;
  }

  static String request(String method, String path, List<String> headers, String body) {
    var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    if (!body.isEmpty()) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      request.append("Content-Length: ").append(length).append("\r\n");
    }
    return request + "\r\n" + body;
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  static String header(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
