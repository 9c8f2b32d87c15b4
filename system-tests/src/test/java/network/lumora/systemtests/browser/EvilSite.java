package network.lumora.systemtests.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A web page on another port of this computer, whose scripts mean ill. */
final class EvilSite implements AutoCloseable {
  private static final byte[] PAGE =
      "<!doctype html><meta charset=utf-8><title>Evil</title>".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  EvilSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, PAGE.length);
          exchange.getResponseBody().write(PAGE);
          exchange.close();
        });
    server.start();
  }

  /** Its origin under a name that leads to this computer. */
  URI at(String host) {
    return URI.create("http://" + host + ":" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
