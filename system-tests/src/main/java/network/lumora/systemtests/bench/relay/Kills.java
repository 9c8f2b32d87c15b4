package network.lumora.systemtests.bench.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.systemtests.relay.RelayTown;
import network.lumora.systemtests.relay.Shop;

/**
 * Kills an agent in the middle of a transfer, again and again: how many bytes it had carried that
 * no window with both signatures covers. What it carried is counted on the line, outside all
 * programs.
 */
public final class Kills {
  private static final String SHOP_ADDRESS = "127.0.77.8";
  private static final InetAddress LINE = InetAddress.ofLiteral("127.0.77.9");
  private static final InetAddress AGENT = InetAddress.ofLiteral("127.0.77.10");
  private static final String OPEN = "--open-development-destination";
  private static final String PLACE = Shop.HOST + ":443";
  private static final int LARGE_BYTES = 512 << 20;
  private static final int KILLS = 10;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final RelayTown town;
  private final Random random = new Random(1);

  private Kills(RelayTown town) {
    this.town = town;
  }

  public static void main(String... arguments) throws IOException {
    var folder = Files.createTempDirectory("lumora-relay-kills");
    try (var shop = new Shop(folder, SHOP_ADDRESS, new byte[LARGE_BYTES])) {
      var flags = new ArrayList<>(List.of(OPEN, PLACE, "--destination-minutes", "60"));
      for (int i = 0; i < KILLS; i++) {
        flags.addAll(List.of("--challenger", key(folder, i)));
      }
      try (var town = new RelayTown(folder, shop, flags.toArray(String[]::new))) {
        shop.publish(town.line());
        System.out.println(town.check().output().strip());
        new Kills(town).run();
      }
    }
  }

  private static String name(int number) {
    return "agent" + number;
  }

  /** The coordinator believes agents of its operator that they are at the other end of the line. */
  private static String key(Path folder, int number) throws IOException {
    var data = Files.createDirectories(folder.resolve(name(number)));
    return IdentityKey.loadOrCreate(data.resolve("agent.key")).publicKey().toString();
  }

  private void run() throws IOException {
    int proxy = town.startProxy();
    System.out.printf("%4s %14s %14s %10s%n", "kill", "carried", "signed", "lost");
    long worst = 0;
    for (int i = 0; i < KILLS; i++) {
      long lost = kill(i, proxy);
      worst = Math.max(worst, lost);
    }
    System.out.printf("the most: %d bytes; a window: %d%n", worst, Grant.MAX_WINDOW_BYTES);
    if (worst > Grant.MAX_WINDOW_BYTES) {
      throw new IOException("more than one window was lost");
    }
  }

  private long kill(int number, int proxy) throws IOException {
    try (var line = new CountingLine(LINE, AGENT)) {
      var at = AGENT.getHostAddress() + ":" + line.port();
      var agent =
          town.startAgentAt(
              name(number), at, OPEN, PLACE, "--relay-announce", LINE.getHostAddress());
      town.agree(name(number));
      awaitAnswer(proxy);
      var download = Thread.ofVirtual().start(() -> download(proxy));
      long enough = line.bytes() + (20 << 20) + random.nextInt(100 << 20);
      await(() -> line.bytes() > enough);
      agent.kill();
      join(download);
      long carried = line.bytes();
      long signed = signed(agent.told("key"));
      System.out.printf("%4d %14d %14d %10d%n", number + 1, carried, signed, carried - signed);
      return carried - signed;
    }
  }

  private void download(int proxy) {
    try {
      town.curl(proxy, "-o", "/dev/null", "https://" + Shop.HOST + "/large");
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void awaitAnswer(int proxy) throws IOException {
    await(() -> town.curl(proxy, "https://" + Shop.HOST + "/").output().contains("hello"));
  }

  /** What the coordinator has with both signatures, once it is the same twice. */
  private long signed(String agent) throws IOException {
    var row = Pattern.compile("agent " + Pattern.quote(agent) + " .* (\\d+) bytes ");
    var before = new long[] {-1};
    await(
        () -> {
          var found = row.matcher(town.consumer("relays").output());
          long now = found.find() ? Long.parseLong(found.group(1)) : 0;
          boolean isSame = now == before[0];
          before[0] = now;
          return isSame;
        });
    return before[0];
  }

  /** What may not hold yet. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("it did not come to pass within a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
