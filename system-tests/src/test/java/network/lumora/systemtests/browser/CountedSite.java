package network.lumora.systemtests.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import network.lumora.systemtests.bed.Command;
import network.lumora.systemtests.network.Tap;

/**
 * A web site whose bytes are counted by others than us: by the kernel, at a network interface that
 * leads nowhere else; or, without the rights for one, by a proxy in front of it.
 */
final class CountedSite implements AutoCloseable {
  private static final int PORT = 8080;
  private static final Pattern URL = Pattern.compile("URL http://\\S+:(\\d+)/");

  /** How the common log format of the server ends its line of a request. */
  private static final String REQUEST = " HTTP/1.1\"";

  /** Ends what was opened. */
  private interface Closing {
    void close() throws IOException;
  }

  private final Process server;
  private final String authority;
  private final LongSupplier bytes;
  private final AtomicLong requests = new AtomicLong();
  private final Closing closing;

  private CountedSite(
      Process server, BufferedReader log, String authority, LongSupplier bytes, Closing closing) {
    this.server = server;
    this.authority = authority;
    this.bytes = bytes;
    this.closing = closing;
    Thread.ofPlatform().daemon().name("log of the site").start(() -> countRequests(log));
  }

  private void countRequests(BufferedReader log) {
    try (log) {
      for (var line = log.readLine(); line != null; line = log.readLine()) {
        if (line.contains(REQUEST)) {
          requests.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // the server was ended, and its log with it
    }
  }

  static CountedSite serve(Path content) throws IOException {
    var cable = new Cable((int) (System.nanoTime() >>> 10) & Cable.MAX_NUMBER);
    if (Files.isExecutable(Path.of("/sbin/ip"))) {
      if (cable.lay()) {
        return onInterface(cable, content);
      }
      cable.remove();
    }
    return behindTap(content);
  }

  /** Two ends, one of them in a namespace of its own; of 10.213.0.0/16 each has four addresses. */
  private record Cable(int number) {
    static final int MAX_NUMBER = (1 << 14) - 1;

    String name() {
      return "lumora" + number;
    }

    boolean lay() throws IOException {
      var name = name();
      return command("ip", "netns", "add", name)
          && command(
              "ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
          && command("ip", "addr", "add", address(1) + "/30", "dev", name)
          && command("ip", "link", "set", name, "up")
          && command("ip", "-n", name, "addr", "add", there() + "/30", "dev", "eth0")
          && command("ip", "-n", name, "link", "set", "eth0", "up");
    }

    /** The ends go with the namespace. */
    void remove() throws IOException {
      var _ = command("ip", "netns", "del", name());
    }

    String there() {
      return address(2);
    }

    private String address(int at) {
      return "10.213." + (number >> 6) + "." + (((number & 63) << 2) + at);
    }
  }

  private static CountedSite onInterface(Cable cable, Path content) throws IOException {
    var server = start(content, List.of("ip", "netns", "exec", cable.name()), cable.there(), PORT);
    return new CountedSite(
        server,
        log(server),
        cable.there() + ":" + PORT,
        () -> counted(cable.name()),
        cable::remove);
  }

  /** Received and sent: the first and the ninth figure of the interface, proc_net_dev(5). */
  private static long counted(String name) {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/net/dev"))) {
        if (line.strip().startsWith(name + ":")) {
          var figures = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
          return Long.parseLong(figures[0]) + Long.parseLong(figures[8]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no interface " + name);
  }

  private static CountedSite behindTap(Path content) throws IOException {
    var server = start(content, List.of(), "127.0.0.1", 0);
    var counted = new AtomicLong();
    var log = log(server);
    var tap = new Tap(portOf(log), towards -> (piece, length) -> counted.addAndGet(length));
    return new CountedSite(server, log, "127.0.0.1:" + tap.port(), counted::get, tap::close);
  }

  private static Process start(Path content, List<String> before, String address, int port)
      throws IOException {
    var line = new ArrayList<>(before);
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString(),
            "-b",
            address,
            "-p",
            "" + port,
            "-d",
            content.toString(),
            "-o",
            "info"));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private static BufferedReader log(Process server) {
    return server.inputReader(StandardCharsets.UTF_8);
  }

  private static int portOf(BufferedReader log) throws IOException {
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      var url = URL.matcher(line);
      if (url.find()) {
        return Integer.parseInt(url.group(1));
      }
    }
    throw new IOException("jwebserver ended before it said its address");
  }

  private static boolean command(String... line) throws IOException {
    return Command.run(List.of(line)).status() == 0;
  }

  /** The {@code host:port} that agents must open. */
  String authority() {
    return authority;
  }

  /** The site as the journal names it. */
  String host() {
    return authority.substring(0, authority.indexOf(':'));
  }

  /** All that went there and back, also what opens and closes connections and finds neighbours. */
  long bytes() {
    return bytes.getAsLong();
  }

  /** What the site was asked for, by its own log. */
  long requests() {
    return requests.get();
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    closing.close();
  }
}
