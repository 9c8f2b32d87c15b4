package network.lumora.scraper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server on loopback that says exactly what it is told to, byte for byte, and counts. */
public final class RawServer implements AutoCloseable {
  /** Answers one request; the connection is kept unless it closes the stream. */
  @FunctionalInterface
  public interface Answer {
    void to(String path, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Answer answer;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private RawServer(ServerSocket server, Answer answer) {
    this.server = server;
    this.answer = answer;
  }

  public static RawServer start(Answer answer) {
    try {
      return start(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RawServer start(ServerSocket socket, Answer answer) {
    var server = new RawServer(socket, answer);
    Thread.startVirtualThread(server::accept);
    return server;
  }

  public int port() {
    return server.getLocalPort();
  }

  public String authority() {
    return "127.0.0.1:" + port();
  }

  public String url(String path) {
    return "http://" + authority() + path;
  }

  public int connections() {
    return connections.get();
  }

  /** Whole request heads, in order. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.startVirtualThread(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (var head = head(in); head != null; head = head(in)) {
        requests.add(head);
        answer.to(head.split(" ", 3)[1], socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client went away, which is what many tests are about.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable String head(BufferedReader in) throws IOException {
    var head = new StringBuilder();
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty()) {
        return head.toString();
      }
      head.append(line).append('\n');
    }
    return null;
  }
}
