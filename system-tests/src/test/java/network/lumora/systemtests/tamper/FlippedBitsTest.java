package network.lumora.systemtests.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import network.lumora.systemtests.docs.TestSite;
import network.lumora.systemtests.network.Finished;
import network.lumora.systemtests.network.Network;
import network.lumora.systemtests.network.Tap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever carries or keeps the data may change it; nobody can do so unnoticed. */
class FlippedBitsTest {
  private static final int ROUNDS = 16;
  private static final Pattern ORDER_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

  @TempDir Path folder;

  private volatile FlippedBit towardsConsumer = new FlippedBit(FlippedBit.NOWHERE, 0);

  @Test
  void aFlippedBitIsNamedOnTheWayInTheLogAndInTheJournal() throws IOException {
    try (var site = new TestSite();
        var network = new Network(folder, site.authority());
        var tap = new Tap(network.httpPort(), server -> server ? (_, _) -> {} : towardsConsumer)) {
      var agent = network.startAgent("agent-1");
      var order = order(network, tap, site);

      flipOnTheWay(network, order);

      agent.close();
      flipInTheJournal(network);
      network.coordinator().close();
      flipInTheLog(network);
    }
  }

  private static String order(Network network, Tap tap, TestSite site) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "order",
                "--coordinator",
                "http://127.0.0.1:" + tap.port(),
                "--field",
                "heading=h1"));
    command.addAll(site.pages());
    var placed = network.consumer(command.toArray(String[]::new));
    assertThat(placed.status()).as(placed.output()).isZero();
    var id = ORDER_ID.matcher(placed.output());
    assertThat(id.find()).as(placed.output()).isTrue();
    var watched = network.consumer("watch", id.group());
    assertThat(watched.status()).as(watched.output()).isZero();
    return id.group();
  }

  private void flipOnTheWay(Network network, String order) throws IOException {
    var honest = open(network, order, "honest", FlippedBit.NOWHERE, 0);
    assertThat(honest.status()).as(honest.output()).isZero();
    int length = towardsConsumer.seen();
    assertThat(length).isGreaterThan(1_000);
    var truth = Files.readString(folder.resolve("honest.jsonl"));

    var random = new Random(42);
    int named = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var opened =
          open(network, order, "round-" + round, random.nextInt(length), random.nextInt(8));
      assertThat(towardsConsumer.hasFlipped()).isTrue();
      var file = folder.resolve("round-" + round + ".jsonl");
      if (opened.status() == 0) {
        assertThat(file).as("nothing may change unnoticed").hasContent(truth);
      } else {
        named += opened.status() == 3 ? 1 : 0;
      }
    }
    assertThat(named).as("rounds in which the fault was named").isGreaterThan(ROUNDS / 2);
  }

  private Finished open(Network network, String order, String name, int target, int bit)
      throws IOException {
    towardsConsumer = new FlippedBit(target, bit);
    return network.consumer(
        "open", order, "--again", "--out", folder.resolve(name + ".jsonl").toString());
  }

  /** A digit inside a signed receipt that the agent keeps. */
  private void flipInTheJournal(Network network) throws IOException {
    assertThat(network.lumora("agent-1", "receipts", "--verify").status()).isZero();

    flip(folder.resolve("agent-1/agent.db"), "\"payload\":\"", 200);

    var verified = network.lumora("agent-1", "receipts", "--verify");
    assertThat(verified.status()).as(verified.output()).isEqualTo(3);
  }

  private void flipInTheLog(Network network) throws IOException {
    flip(folder.resolve("coordinator/ledger.db"), "application/vnd.lumora.receipt", 200);

    var started = network.operator("--http-port", "0", "--agents-port", "0");
    assertThat(started.status()).as(started.output()).isNotZero();
    assertThat(started.output()).containsPattern("entry \\d+");
  }

  /** Changes one byte so far after the last place where {@code mark} stands. */
  private static void flip(Path file, String mark, int after) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(mark);
    assertThat(at).as("%s in %s", mark, file).isNotNegative();
    bytes[at + mark.length() + after] ^= 1;
    Files.write(file, bytes);
  }
}
