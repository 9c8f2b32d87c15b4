package network.lumora.agent.dbus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A message bus of our own: Debian's dbus-daemon on a socket in a folder. */
final class PrivateBus implements AutoCloseable {
  static final Path DAEMON = Path.of("/usr/bin/dbus-daemon");

  final Path socket;
  private final Process process;

  PrivateBus(Path folder) throws IOException {
    this.socket = folder.resolve("bus");
    Files.deleteIfExists(socket);
    var config = folder.resolve("bus.conf");
    Files.writeString(
        config,
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
          "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <listen>unix:path=%s</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
          </policy>
        </busconfig>
        """
            .formatted(socket));
    this.process =
        new ProcessBuilder(
                DAEMON.toString(), "--config-file=" + config, "--nofork", "--print-address=1")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitReady();
  }

  /** It prints its address when it listens. */
  private void awaitReady() throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (out.readLine() == null) {
      throw new IOException("dbus-daemon did not start");
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(50, TimeUnit.SECONDS).join();
  }
}
