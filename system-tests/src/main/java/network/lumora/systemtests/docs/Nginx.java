package network.lumora.systemtests.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx of our own on loopback, with everything it writes in one temporary folder. */
public final class Nginx implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Serves {@code content} on a free port. */
  public static Nginx serve(Path content, Path scratch) throws IOException {
    int port = freePort();
    Files.createDirectories(scratch);
    var config = scratch.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 256; }
        http {
          types { text/html html; text/plain txt; text/css css; }
          default_type application/octet-stream;
          access_log %1$s/access.log;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server { listen 127.0.0.1:%2$d; root %3$s; }
        }
        """
            .formatted(scratch, port, content));
    var process =
        new ProcessBuilder(PROGRAM.toString(), "-c", config.toString(), "-p", scratch.toString())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("nginx.out").toFile())
            .start();
    var nginx = new Nginx(process, port);
    nginx.awaitListening(scratch);
    return nginx;
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void awaitListening(Path scratch) throws IOException {
    for (int attempt = 0; attempt < 2_400; attempt++) {
      try {
        new java.net.Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (ended()) {
          throw new IOException("nginx ended: " + Files.readString(scratch.resolve("nginx.out")));
        }
      }
    }
    throw new IOException("nginx does not listen");
  }

  private boolean ended() {
    try {
      return process.waitFor(25, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The {@code host:port} that agents must open. */
  public String authority() {
    return "127.0.0.1:" + port;
  }

  public String url(String page) {
    return "http://" + authority() + "/" + page;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      var _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
