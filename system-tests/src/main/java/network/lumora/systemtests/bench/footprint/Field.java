package network.lumora.systemtests.bench.footprint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.lumora.systemtests.network.Network;

/** The programs that are compared; those that are not installed are left out. */
final class Field {
  private Field() {}

  static List<Candidate> of(Path image, Network network, Path folder) throws IOException {
    var all = new ArrayList<Candidate>();
    all.add(lumora(image, network, folder.resolve("agent")));
    if (isInstalled("syncthing")) {
      all.add(syncthing(folder.resolve("syncthing")));
    }
    if (isInstalled("boinc")) {
      all.add(boinc(Files.createDirectories(folder.resolve("boinc"))));
    }
    if (isInstalled("snowflake-proxy")) {
      all.add(snowflake());
    }
    return all;
  }

  private static boolean isInstalled(String program) {
    return Files.isExecutable(Path.of("/usr/bin", program));
  }

  /** As its service runs it, connected to a coordinator. */
  private static Candidate lumora(Path image, Network network, Path data) throws IOException {
    var program = image.resolve("bin/lumora").toString();
    var _ = Shell.run(program, "consent", "--accept", "--data", data.toString());
    return new Candidate(
        "Lumora's agent",
        "lumora",
        List.of(
            program,
            "run",
            "--data",
            data.toString(),
            "--coordinator",
            "ws://127.0.0.1:" + network.agentsPort() + "/agent",
            "--coordinator-key",
            network.key()),
        new Candidate.Readiness.Says(" ready "));
  }

  /** Without folders, and without anything that calls the world. */
  private static Candidate syncthing(Path home) throws IOException {
    var _ = Shell.run("syncthing", "generate", "--home=" + home, "--no-default-folder");
    var config = home.resolve("config.xml");
    var quiet =
        Files.readString(config)
            .replaceAll("(<(?:global|local)AnnounceEnabled>)true", "$1false")
            .replaceAll("(<(?:relays|nat|crashReporting)Enabled>)true", "$1false")
            .replace("<urAccepted>0", "<urAccepted>-1")
            .replace("<autoUpgradeIntervalH>12", "<autoUpgradeIntervalH>0")
            .replace("<listenAddress>default", "<listenAddress>tcp://127.0.0.1:" + freePort());
    Files.writeString(config, quiet);
    int port = freePort();
    return new Candidate(
        "syncthing",
        "syncthing",
        List.of(
            "/usr/bin/syncthing",
            "serve",
            "--no-browser",
            "--home=" + home,
            "--gui-address=127.0.0.1:" + port),
        new Candidate.Readiness.Listens(port));
  }

  private static Candidate boinc(Path folder) throws IOException {
    int port = freePort();
    return new Candidate(
        "boinc-client",
        "boinc-client",
        List.of(
            "/usr/bin/boinc", "--dir", folder.toString(), "--no_gpus", "--gui_rpc_port", "" + port),
        new Candidate.Readiness.Listens(port));
  }

  /** Its broker and STUN server are a closed port of this computer: it serves nobody. */
  private static Candidate snowflake() {
    return new Candidate(
        "snowflake-proxy",
        "snowflake-proxy",
        List.of(
            "/usr/bin/snowflake-proxy",
            "-broker",
            "http://127.0.0.1:9/",
            "-stun",
            "stun:127.0.0.1:9"),
        new Candidate.Readiness.Says("Proxy starting"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
