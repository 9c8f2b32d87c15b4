package network.lumora.systemtests.bench.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.lumora.systemtests.network.Program;
import network.lumora.systemtests.relay.RelayTown;
import network.lumora.systemtests.relay.Shop;

/**
 * Downloads one file from one site through each tunnel, on loopback: bytes for each second of
 * processor time of the tunnel's own processes, and how much later a small page comes.
 */
public final class Main {
  private static final String ADDRESS = "127.0.77.4";
  private static final int LARGE_BYTES = 256 << 20;

  /** Until the JVMs have compiled what is busy. */
  private static final int WARM_UP_RUNS = 4;

  private static final int RUNS = 4;
  private static final int SMALL_PAGES = 40;

  private final Path folder;
  private final Shop shop;
  private final byte[] large;

  private Main(Path folder, Shop shop, byte[] large) {
    this.folder = folder;
    this.shop = shop;
    this.large = large;
  }

  public static void main(String... arguments) throws IOException {
    var folder = Files.createTempDirectory("lumora-relay-bench");
    var large = new byte[LARGE_BYTES];
    new Random(1).nextBytes(large);
    try (var shop = new Shop(folder, ADDRESS, large)) {
      new Main(folder, shop, large).run(List.of(arguments));
    }
  }

  private void run(List<String> jvmFlags) throws IOException {
    System.out.printf(
        "%-12s %12s %16s %12s %12s %14s%n",
        "", "MB/s", "MB/CPU-second", "user ms/MB", "system ms/MB", "small page ms");
    var direct = List.of("--connect-to", Shop.HOST + ":443:" + ADDRESS + ":443");
    report(new Tunnel("direct", direct, List.of()));
    try (var others = new OtherTunnels(folder, ADDRESS + ":443")) {
      others.ssh().ifPresent(this::tried);
      others.stunnel(shop.pemWithKey()).ifPresent(this::tried);
    }
    try (var town = town(jvmFlags)) {
      int proxy = town.startProxy();
      var through = List.of("-x", "http://127.0.0.1:" + proxy);
      var processes = List.of(town.proxy().pid(), town.program("agent").pid());
      report(new Tunnel("lumora relay", through, processes));
      wholeThrough(proxy);
    }
  }

  /** 1 GiB, and whether it is what the site has. */
  private void wholeThrough(int proxy) throws IOException {
    var expected = digest();
    for (int i = 0; i < Shop.HUGE_TIMES; i++) {
      expected.update(large);
    }
    var command =
        List.of(
            "curl",
            "-s",
            "-S",
            "--cacert",
            shop.certificateFile().toString(),
            "-x",
            "http://127.0.0.1:" + proxy,
            "https://" + Shop.HOST + Shop.HUGE_PATH);
    long start = System.nanoTime();
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var got = digest();
    long bytes;
    try (var in = new DigestInputStream(process.getInputStream(), got)) {
      bytes = in.transferTo(OutputStream.nullOutputStream());
    }
    System.out.printf(
        "%,d bytes through the relay in %.1f s, SHA-256 %s%n",
        bytes,
        (System.nanoTime() - start) / 1e9,
        Arrays.equals(got.digest(), expected.digest()) ? "as at the site" : "NOT as at the site");
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private RelayTown town(List<String> jvmFlags) throws IOException {
    var open = "--open-development-destination";
    var place = Shop.HOST + ":443";
    var town = new RelayTown(folder, shop, open, place);
    town.jvmFlags(jvmFlags);
    Program agent = town.startAgent("agent", open, place);
    town.agree("agent");
    shop.publish(town.line());
    var _ = agent.told("relay");
    System.err.println(town.check().output());
    return town;
  }

  private void tried(Tunnel tunnel) {
    try {
      report(tunnel);
    } catch (IOException e) {
      System.out.println(tunnel.name() + ": " + e.getMessage());
    }
  }

  private void report(Tunnel tunnel) throws IOException {
    for (int run = 0; run < WARM_UP_RUNS; run++) {
      var _ = seconds(tunnel, "/large");
    }
    var rates = new ArrayList<Double>();
    var before = ProcessTime.of(tunnel.processes());
    for (int run = 0; run < RUNS; run++) {
      rates.add(LARGE_BYTES / 1e6 / seconds(tunnel, "/large"));
    }
    var cpu = ProcessTime.of(tunnel.processes()).since(before);
    var small = new double[SMALL_PAGES];
    for (int i = 0; i < small.length; i++) {
      small[i] = seconds(tunnel, "/") * 1e3;
    }
    Arrays.sort(small);
    double megabytes = (double) RUNS * LARGE_BYTES / 1e6;
    System.out.printf(
        "%-12s %12.0f %16.0f %12.2f %12.2f %14.1f%n",
        tunnel.name(),
        rates.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        tunnel.processes().isEmpty() ? Double.NaN : megabytes / cpu.seconds(),
        cpu.userSeconds() * 1e3 / megabytes,
        cpu.systemSeconds() * 1e3 / megabytes,
        small[small.length / 2]);
  }

  private double seconds(Tunnel tunnel, String path) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "curl",
                "-s",
                "-S",
                "-o",
                "/dev/null",
                "-w",
                "%{time_total}",
                "--cacert",
                shop.certificateFile().toString()));
    command.addAll(tunnel.curl());
    command.add("https://" + Shop.HOST + path);
    var done = RelayTown.execute(command);
    if (done.status() != 0) {
      throw new IOException(done.output());
    }
    return Double.parseDouble(done.output().strip());
  }
}
