package network.lumora.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import network.lumora.systemtests.browser.Poll;
import network.lumora.systemtests.docs.Nginx;
import network.lumora.systemtests.docs.PythonDocs;
import network.lumora.systemtests.docs.Row;
import network.lumora.systemtests.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty times SIGKILL, or SIGTERM for the coordinator, at random moments of a run of 500 pages:
 * nothing is lost, nothing is paid twice, the log is consistent. The seed is printed; {@code
 * -Dlumora.seed=N} repeats the choice of victims and moments.
 */
class KilledAtRandomTest {
  private static final int PAGES = 500;
  private static final int KILLS = 20;
  private static final List<String> AGENTS = List.of("agent-1", "agent-2", "agent-3");
  private static final Pattern ORDER_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingPaidTwice() throws IOException, InterruptedException {
    assumeTrue(PythonDocs.isInstalled() && Nginx.isInstalled(), "needs nginx and python3-doc");
    long seed = Long.getLong("lumora.seed", System.nanoTime());
    System.out.println("KilledAtRandomTest seed: " + seed);
    try (var site = Nginx.serve(PythonDocs.FOLDER, folder.resolve("nginx"));
        var network = new Network(folder, site.authority(), List.of("--drain-seconds", "2"))) {
      startSlowAgents(network);
      var urls = PythonDocs.pages(PAGES).stream().map(site::url).toList();
      var orders = new ArrayList<>(List.of(order(network, urls)));

      var killer = new Killer(network, AGENTS, new Random(seed));
      for (int kill = 0; kill < KILLS; kill++) {
        var victim = killer.strike();
        System.out.println("killed " + victim);
        if (isOver(network, orders.getLast())) {
          orders.add(order(network, urls));
        }
      }

      int settled = 0;
      for (var order : orders) {
        settled += assertWhole(network, order, urls);
      }
      assertReceiptsEverywhere(network, settled);
    }
  }

  /** Limited so that the run lasts long enough to be killed into. */
  private static void startSlowAgents(Network network) throws IOException {
    for (var agent : AGENTS) {
      var limits = network.lumora(agent, "limits", "--rate-down", "500KB/s");
      assertThat(limits.status()).as(limits.output()).isZero();
      var _ = network.startAgent(agent);
    }
  }

  private String order(Network network, List<String> urls) throws IOException {
    var list = Files.write(folder.resolve("order.txt"), urls);
    var placed =
        network.consumer(
            "order",
            "--coordinator",
            network.http(),
            "--list",
            list.toString(),
            "--field",
            "heading=h1");
    assertThat(placed.status()).as(placed.output()).isZero();
    var id = ORDER_ID.matcher(placed.output());
    assertThat(id.find()).as(placed.output()).isTrue();
    return id.group();
  }

  private static boolean isOver(Network network, String order) throws IOException {
    return network.consumer("status", order).output().contains("COMPLETE");
  }

  /** Every page once, each with its result; gives their number. */
  private int assertWhole(Network network, String order, List<String> urls) throws IOException {
    var watched = network.consumer("watch", order);
    assertThat(watched.status()).as(watched.output()).isZero();
    var out = folder.resolve(order + ".jsonl");
    var opened = network.consumer("open", order, "--out", out.toString());
    assertThat(opened.status()).as(opened.output()).isZero();

    var rows = Row.read(out);
    assertThat(rows.stream().map(row -> row.text("url"))).containsExactlyInAnyOrderElementsOf(urls);
    assertThat(rows).allSatisfy(row -> assertThat(row.text("outcome")).isEqualTo("OK"));
    return rows.size();
  }

  /** What the consumer holds, what the agents hold, and what the log holds is the same. */
  private static void assertReceiptsEverywhere(Network network, int settled) throws IOException {
    var closed = network.operator("close-epoch");
    assertThat(closed.status()).as(closed.output()).isZero();
    var audit = network.consumer("audit", "--coordinator", network.http());
    assertThat(audit.status()).as(audit.output()).isZero();
    assertThat(audit.output()).contains("sum equals the pool");

    int held = 0;
    for (var agent : AGENTS) {
      // One that lost its connection may be away for a while.
      Poll.until(
          agent + " has heard of all that it delivered",
          () -> network.lumora(agent, "status").output().contains(", 0 waiting,"));
      network.agent(agent).close();
      var verified = network.lumora(agent, "receipts", "--verify");
      assertThat(verified.status()).as(verified.output()).isZero();
      held += receipts(network, agent).size();
    }
    assertThat(held).as("receipts at the agents").isEqualTo(settled);
  }

  private static List<JsonObject> receipts(Network network, String agent) throws IOException {
    return network
        .lumora(agent, "receipts", "--json")
        .output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }
}
