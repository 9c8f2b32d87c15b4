package network.lumora.systemtests.bench.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.systemtests.relay.RelayTown;
import network.lumora.systemtests.relay.Shop;

/** Debian's ssh and stunnel4, each with a key of its own in a temporary folder. */
final class OtherTunnels implements AutoCloseable {
  private final Path folder;
  private final String site;
  private final List<Process> started = new ArrayList<>();

  /**
   * @param site {@code host:port} by address
   */
  OtherTunnels(Path folder, String site) {
    this.folder = folder;
    this.site = site;
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Process start(String name, String... command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    started.add(process);
    return process;
  }

  private static void awaitListening(int port) throws IOException {
    for (int attempt = 0; attempt < 200; attempt++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IOException("nothing listens on port " + port);
  }

  private static List<String> through(int port) {
    return List.of("--connect-to", Shop.HOST + ":443:127.0.0.1:" + port);
  }

  /** Empty if it is not installed. */
  Optional<Tunnel> ssh() throws IOException {
    if (!Files.isExecutable(Path.of("/usr/sbin/sshd"))) {
      return Optional.empty();
    }
    Files.createDirectories(Path.of("/run/sshd"));
    for (var key : List.of("host", "user")) {
      var _ =
          RelayTown.execute(
              List.of(
                  "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "" + folder.resolve(key)));
    }
    int server = freePort();
    int local = freePort();
    var config = folder.resolve("sshd.conf");
    Files.writeString(
        config,
        """
        ListenAddress 127.0.0.1:%d
        HostKey %2$s/host
        AuthorizedKeysFile %2$s/user.pub
        PidFile %2$s/sshd.pid
        StrictModes no
        PermitRootLogin yes
        UsePAM no
        """
            .formatted(server, folder));
    Files.setPosixFilePermissions(
        folder.resolve("user"), PosixFilePermissions.fromString("rw-------"));
    var daemon = start("sshd", "/usr/sbin/sshd", "-D", "-e", "-f", config.toString());
    awaitListening(server);
    var client =
        start(
            "ssh",
            "ssh",
            "-N",
            "-L",
            "127.0.0.1:%d:%s".formatted(local, site),
            "-p",
            "" + server,
            "-i",
            folder.resolve("user").toString(),
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "127.0.0.1");
    awaitListening(local);
    var pids = new ArrayList<Long>();
    pids.add(client.pid());
    daemon.descendants().forEach(each -> pids.add(each.pid()));
    return Optional.of(new Tunnel("ssh -L", through(local), pids));
  }

  /** Empty if it is not installed. */
  Optional<Tunnel> stunnel(Path certificateAndKey) throws IOException {
    if (!Files.isExecutable(Path.of("/usr/bin/stunnel4"))) {
      return Optional.empty();
    }
    int local = freePort();
    int middle = freePort();
    var server =
        stunnel(
            "server",
            "cert = %s\naccept = 127.0.0.1:%d\nconnect = %s\n"
                .formatted(certificateAndKey, middle, site));
    var client =
        stunnel(
            "client",
            "client = yes\naccept = 127.0.0.1:%d\nconnect = 127.0.0.1:%d\n"
                .formatted(local, middle));
    awaitListening(middle);
    awaitListening(local);
    return Optional.of(new Tunnel("stunnel4", through(local), List.of(server.pid(), client.pid())));
  }

  private Process stunnel(String name, String service) throws IOException {
    var config = folder.resolve("stunnel-" + name + ".conf");
    Files.writeString(config, "foreground = yes\npid =\ndebug = err\n[" + name + "]\n" + service);
    return start("stunnel-" + name, "/usr/bin/stunnel4", config.toString());
  }

  @Override
  public void close() {
    started.forEach(
        process -> {
          process.descendants().forEach(ProcessHandle::destroy);
          process.destroy();
        });
  }
}
