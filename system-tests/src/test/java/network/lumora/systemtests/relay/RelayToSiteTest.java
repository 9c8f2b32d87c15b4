package network.lumora.systemtests.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import network.lumora.systemtests.network.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The owner of a site reaches it through agents; nobody reaches anything else. */
@Timeout(300)
class RelayToSiteTest {
  private static final String ADDRESS = "127.0.77.3";
  private static final String OPEN = "--open-development-destination";
  private static final String PLACE = Shop.HOST + ":443";
  private static final int LARGE_BYTES = 20_000_000;
  private static final Pattern CARRIED =
      Pattern.compile("relay .* (\\d+) bytes in all .* verified");
  private static final Pattern PAID = Pattern.compile("(\\d+) bytes  in the log");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;
  private final byte[] large = new byte[LARGE_BYTES];
  private Shop shop;
  private RelayTown town;

  @BeforeEach
  void open() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "port 443 wants root");
    assumeTrue(Files.exists(Path.of("/usr/bin/curl")), "curl is not installed");
    new Random(1).nextBytes(large);
    shop = new Shop(folder, ADDRESS, large);
    town = new RelayTown(folder, shop, OPEN, PLACE, "--destination-minutes", "0");
  }

  @AfterEach
  void close() {
    if (town != null) {
      town.close();
    }
    if (shop != null) {
      shop.close();
    }
  }

  private static String url(String host, String path) {
    return "https://" + host + path;
  }

  @Test
  void theOwnerReachesTheSiteAndAnyOtherWayIsClosed() throws IOException {
    town.startAgent("agent", OPEN, PLACE);
    shop.publish(town.line());
    assertThat(town.check().output()).contains("is open to you");
    int proxy = town.startProxy();

    assertThat(town.curl(proxy, url(Shop.HOST, "/")).output())
        .as("the host has not agreed")
        .contains("503");

    town.agree("agent");
    awaitAnswer(proxy);
    downloadWhole(proxy);
    assertBrowserShowsIt(proxy);
    assertRefused(town.curl(proxy, url(Shop.OTHER_HOST, "/")));
    assertOtherNameIsRefused(proxy);

    shop.publish("");
    var withdrawn = town.agent("agent", "relay", "--destinations", "false");
    assertThat(withdrawn.output()).contains("opened     off");
    assertThat(refusal(proxy)).contains("403 not-opened").contains("no proof of control");
    assertRefused(town.curl(proxy, url(Shop.HOST, "/")));
    assertThat(town.check().output()).contains("no proof of control");
    assertThat(town.agent("agent", "journal").output()).contains(Shop.HOST).contains("STOPPED");
    assertPaid();
  }

  /** Of a proxy that may not have heard yet that its relay has ended. */
  private static String refusal(int proxy) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    var answer = connect(proxy);
    while (answer.startsWith("HTTP/1.1 200")) {
      assertThat(System.nanoTime() - end).as(answer).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      answer = connect(proxy);
    }
    return answer;
  }

  /** The whole answer of the proxy, of which curl shows only the head. */
  private static String connect(int proxy) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy)) {
      var request = "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(PLACE, PLACE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** From what both ends have signed to the agent's balance, with everybody's own tools. */
  private void assertPaid() throws IOException {
    awaitSettled();
    assertThat(town.closeEpoch().output()).contains("epoch 0");
    var audit = town.consumer("audit").output();
    assertThat(audit).contains(town.program("agent").told("key")).contains("balances equal");

    var receipts = town.agent("agent", "receipts", "--verify").output();
    long carried = sum(CARRIED, receipts);
    var paid = town.consumer("relays");
    assertThat(paid.status()).as(paid.output()).isZero();
    assertThat(paid.output()).doesNotContain("not in the log").doesNotContain("newest");
    assertThat(sum(PAID, paid.output())).isEqualTo(carried).isGreaterThan(LARGE_BYTES);
    assertThat(audit).contains(String.format(Locale.ROOT, "%.1f MB", carried / 1e6));
  }

  private void awaitSettled() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    var journal = town.agent("agent", "journal").output();
    while (journal.contains("waiting")) {
      assertThat(System.nanoTime() - end).as(journal).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      journal = town.agent("agent", "journal").output();
    }
    assertThat(journal).contains("receipt settled");
  }

  private static long sum(Pattern number, String text) {
    return number.matcher(text).results().mapToLong(each -> Long.parseLong(each.group(1))).sum();
  }

  private void awaitAnswer(int proxy) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    var answer = town.curl(proxy, url(Shop.HOST, "/"));
    while (!answer.output().contains("hello from the shop")) {
      assertThat(System.nanoTime() - end).as(answer.output()).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      answer = town.curl(proxy, url(Shop.HOST, "/"));
    }
  }

  private void downloadWhole(int proxy) throws IOException {
    var file = folder.resolve("large");
    var done = town.curl(proxy, "-o", file.toString(), url(Shop.HOST, "/large"));

    assertThat(done.status()).as(done.output()).isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(large);
  }

  /** As it is, with the proxy as its only setting. */
  private void assertBrowserShowsIt(int proxy) throws IOException {
    var chromium = Path.of("/usr/bin/chromium");
    if (Files.exists(chromium)) {
      var shown =
          RelayTown.execute(
              List.of(
                  chromium.toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--user-data-dir=" + folder.resolve("browser"),
                  "--ignore-certificate-errors-spki-list=" + shop.publicKeyPin(),
                  "--proxy-server=http://127.0.0.1:" + proxy,
                  "--dump-dom",
                  url(Shop.HOST, "/")));
      assertThat(shown.output()).contains("hello from the shop");
    }
  }

  private static void assertRefused(Finished answer) {
    assertThat(answer.status()).isNotZero();
    assertThat(answer.output()).contains("HTTP/1.1 403 not-opened");
  }

  /** The tunnel is for one name, and what goes through it first names another. */
  private void assertOtherNameIsRefused(int proxy) throws IOException {
    var answer =
        town.curl(
            proxy, "--connect-to", Shop.OTHER_HOST + ":443:" + PLACE, url(Shop.OTHER_HOST, "/"));

    assertThat(answer.status()).isNotZero();
    assertThat(town.proxyLog()).contains("names another site");
  }

  @Test
  void aSiteAtAPrivateAddressIsNotDialled() throws IOException {
    town.startAgent("agent");
    town.agree("agent");
    shop.publish(town.line());
    assertThat(town.check().output()).contains("is open to you");
    int proxy = town.startProxy();

    var answer = town.curl(proxy, url(Shop.HOST, "/"));

    assertThat(answer.status()).isNotZero();
    assertThat(answer.output()).doesNotContain("hello from the shop");
    assertThat(town.proxyLog()).contains("is not opened");
  }

  /** The agent has 64 MB for its heap. */
  @Test
  void twoHundredSlowStreamsFitIntoOneAgent() throws IOException {
    var agent = town.startAgent("agent", OPEN, PLACE);
    town.agree("agent");
    shop.publish(town.line());
    assertThat(town.check().output()).contains("is open to you");
    int proxy = town.startProxy();
    awaitAnswer(proxy);

    var words = new ArrayList<String>(List.of("--parallel", "--parallel-max", "200"));
    words.addAll(List.of("--parallel-immediate", "--limit-rate", "20k", "--fail-early"));
    for (int i = 0; i < 200; i++) {
      words.addAll(List.of("-o", "/dev/null", url(Shop.HOST, "/slow")));
    }
    var done = town.curl(proxy, words.toArray(String[]::new));

    assertThat(done.status()).as(last(done.output())).isZero();
    assertThat(agent.isAlive()).isTrue();
    assertThat(agent.log()).doesNotContain("OutOfMemoryError");
  }

  private static String last(String text) {
    return text.substring(Math.max(0, text.length() - 2_000));
  }

  @Test
  void anotherAgentTakesOverWhenOneIsKilled() throws IOException {
    var first = town.startAgent("first", OPEN, PLACE);
    town.agree("first");
    shop.publish(town.line());
    assertThat(town.check().output()).contains("is open to you");
    int proxy = town.startProxy();
    awaitAnswer(proxy);
    town.startAgent("second", OPEN, PLACE);
    town.agree("second");

    first.kill();
    awaitAnswer(proxy);

    downloadWhole(proxy);
  }
}
