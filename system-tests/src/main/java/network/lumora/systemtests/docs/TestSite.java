package network.lumora.systemtests.docs;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The site of the demonstration, served by the JDK. */
public final class TestSite implements AutoCloseable {
  private static final Path CONTENT = Path.of("../scripts/demo-site").toAbsolutePath().normalize();

  private final HttpServer server =
      SimpleFileServer.createFileServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          CONTENT,
          SimpleFileServer.OutputLevel.NONE);

  public TestSite() {
    server.start();
  }

  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public List<String> pages() {
    return Stream.of("index", "cirrus", "cumulus", "stratus", "nimbostratus", "cumulonimbus")
        .map(name -> "http://" + authority() + "/" + name + ".html")
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
