package network.lumora.coordinator.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A site with TLS on loopback, which answers as it is told and counts what it was asked. */
final class LoopbackSite implements Closeable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int TRICKLE_MILLIS = 5;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;
  private volatile HttpHandler answer = exchange -> exchange.sendResponseHeaders(404, -1);

  LoopbackSite(LoopbackKey key) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(key.context()));
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      answer.handle(exchange);
    }
  }

  /** A token's host, with the port that a real one does not name. */
  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and path of each request, in order. */
  List<String> asked() {
    return asked;
  }

  void answers(int status, String body) {
    answer =
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        };
  }

  void sendsOnTo(String location) {
    answer =
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          exchange.sendResponseHeaders(302, -1);
        };
  }

  /** Takes the request, and says nothing until it is closed. */
  void isSilent() {
    answer = _ -> isClosedWithin(TimeUnit.MINUTES.toMillis(10));
  }

  /** Never ends, one byte at a time. */
  void trickles() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (!isClosedWithin(TRICKLE_MILLIS)) {
            exchange.getResponseBody().write('l');
            exchange.getResponseBody().flush();
          }
        };
  }

  private boolean isClosedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
