package network.lumora.systemtests.bed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import javax.net.SocketFactory;
import network.lumora.systemtests.bed.kernel.CurrentThread;
import network.lumora.systemtests.network.Finished;

/**
 * A place in the bed with network interfaces of its own.
 *
 * <p>A socket belongs to the namespace of the platform thread that opens it, and stays there
 * whoever uses it later. Virtual threads have no namespace: let them use sockets that {@link #run}
 * or a factory here has opened.
 */
public final class Namespace {
  private static final Path FOLDER = Path.of("/run/netns");

  private final String name;

  private Namespace(String name) {
    this.name = name;
  }

  static Namespace add(String name) throws IOException {
    var _ = Command.must("ip", "netns", "add", name);
    var made = new Namespace(name);
    var _ = made.ip("link", "set", "lo", "up");
    return made;
  }

  static Namespace existing(String name) {
    return new Namespace(name);
  }

  void delete() throws IOException {
    for (var pid : Command.must("ip", "netns", "pids", name).lines().toList()) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(Namespace::end);
    }
    var _ = Command.must("ip", "netns", "del", name);
  }

  /** This JVM's own threads in it end by themselves. */
  private static void end(ProcessHandle process) {
    if (!process.equals(ProcessHandle.current())) {
      process.destroyForcibly();
    }
  }

  /** As {@code ip netns} knows it. */
  public String name() {
    return name;
  }

  Path file() {
    return FOLDER.resolve(name);
  }

  String ip(String... words) throws IOException {
    var line = new ArrayList<>(List.of("ip", "-n", name));
    line.addAll(List.of(words));
    return Command.must(line);
  }

  String must(String... words) throws IOException {
    return Command.must(line(words));
  }

  private List<String> line(String... words) {
    var line = new ArrayList<>(List.of("ip", "netns", "exec", name));
    line.addAll(List.of(words));
    return line;
  }

  /** A whole program that runs here, yet to be started. */
  public ProcessBuilder program(String... command) {
    return new ProcessBuilder(line(command));
  }

  /** Runs a command here to its end. */
  public Finished exec(String... command) throws IOException {
    return Command.run(line(command));
  }

  /** Platform threads that are here before they begin their work. */
  public ThreadFactory threads(String threadName) {
    return work ->
        Thread.ofPlatform()
            .name(threadName)
            .daemon()
            .unstarted(
                () -> {
                  enter();
                  work.run();
                });
  }

  private void enter() {
    try {
      CurrentThread.enter(file());
    } catch (IOException e) {
      throw new IllegalStateException("cannot enter " + name, e);
    }
  }

  /** Does the work on a thread of its own here and gives what it gave. */
  public <T> T run(Callable<T> work) throws IOException {
    var task = new FutureTask<>(work);
    var thread = threads("in " + name).newThread(task);
    thread.start();
    try {
      thread.join();
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw thrown(Objects.requireNonNull(e.getCause()));
    }
  }

  private IOException thrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException bug -> throw bug;
      case Error bug -> throw bug;
      default -> new IOException("in " + name + ": " + cause.getMessage(), cause);
    };
  }

  /** A UDP socket, bound to an address of this place or to the wildcard. */
  public DatagramChannel datagrams(InetSocketAddress address) throws IOException {
    return run(() -> DatagramChannel.open().bind(address));
  }

  public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
    return run(() -> ServerSocketChannel.open().bind(address));
  }

  public SocketChannel connect(InetSocketAddress address) throws IOException {
    return run(() -> SocketChannel.open(address));
  }

  /** For HTTP and WebSocket clients; sockets come unconnected. */
  public SocketFactory sockets() {
    return new Sockets();
  }

  private final class Sockets extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      // The kernel's socket exists from here on; `new Socket()` would make it when it connects.
      return run(() -> SocketChannel.open().socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
      return connect(address).socket();
    }
  }

  void set(String setting, String value) throws IOException {
    var file = Path.of("/proc/sys/net").resolve(setting);
    var _ = run(() -> Files.writeString(file, value));
  }

  /** Bytes of Ethernet frames that came in and went out by an interface. */
  record Counted(long in, long out) {}

  /** By the kernel's count: first and ninth figure of proc_net_dev(5). */
  Counted counted(String device) throws IOException {
    var lines = run(() -> Files.readAllLines(Path.of("/proc/thread-self/net/dev")));
    for (var line : lines) {
      if (line.strip().startsWith(device + ":")) {
        var figures = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
        return new Counted(Long.parseLong(figures[0]), Long.parseLong(figures[8]));
      }
    }
    throw new IOException("no interface " + device + " in " + name);
  }
}
