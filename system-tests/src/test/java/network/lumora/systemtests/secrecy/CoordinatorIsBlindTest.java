package network.lumora.systemtests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import network.lumora.systemtests.docs.Nginx;
import network.lumora.systemtests.docs.PythonDocs;
import network.lumora.systemtests.docs.Row;
import network.lumora.systemtests.network.Network;
import network.lumora.systemtests.network.Tap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No page content in the coordinator's database, log or traffic. */
class CoordinatorIsBlindTest {
  private static final int PAGES = 60;

  @TempDir Path folder;

  private final List<ByteArrayOutputStream> fromAgents = new CopyOnWriteArrayList<>();
  private final List<ByteArrayOutputStream> otherTraffic = new CopyOnWriteArrayList<>();

  @Test
  void neitherDatabaseNorLogNorTrafficHoldsPageContent() throws IOException {
    assumeTrue(PythonDocs.isInstalled() && Nginx.isInstalled(), "needs nginx and python3-doc");
    try (var site = Nginx.serve(PythonDocs.FOLDER, folder.resolve("nginx"));
        var network = new Network(folder, site.authority());
        var agentsTap = new Tap(network.agentsPort(), this::recordAgents);
        var consumerTap = new Tap(network.httpPort(), towardsServer -> recorder(otherTraffic))) {
      var _ = network.startAgent("agent-1", agentsTap.port());
      var urls = PythonDocs.pages(PAGES).stream().map(site::url).toList();

      var rows = order(network, consumerTap.port(), urls);

      var everywhere = haystack();
      var contents = contents(rows);
      assertThat(contents).hasSizeGreaterThanOrEqualTo(PAGES / 3);
      for (var content : contents) {
        assertThat(everywhere.find(content))
            .as("where the coordinator shows: %s", content)
            .isEmpty();
      }
      assertSearchWorks(everywhere, network);
    }
  }

  /** Texts long enough that they cannot stand there by chance. */
  private static List<String> contents(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> Stream.of("title", "text").flatMap(field -> row.values(field).stream()))
        .filter(text -> text.length() >= 24)
        .distinct()
        .toList();
  }

  /** The agent's key stands in receipts, the consumer's in orders: both must be found. */
  private void assertSearchWorks(Haystack everywhere, Network network) throws IOException {
    assertThat(fromAgents).isNotEmpty();
    assertThat(everywhere.find(network.agent("agent-1").told("key"))).isNotEmpty();
    assertThat(everywhere.find(network.key())).contains("agent-traffic", "other-traffic");
  }

  private List<Row> order(Network network, int port, List<String> urls) throws IOException {
    var list = Files.write(folder.resolve("order.txt"), urls);
    var out = folder.resolve("pages.jsonl");
    var run =
        network.consumer(
            "run",
            "--coordinator",
            "http://127.0.0.1:" + port,
            "--list",
            list.toString(),
            "--field",
            "title=h1",
            "--field",
            "text=p",
            "--out",
            out.toString());
    assertThat(run.status()).as(run.output()).isZero();
    var rows = Row.read(out);
    assertThat(rows).hasSize(PAGES);
    return rows;
  }

  private Haystack haystack() throws IOException {
    var haystack = new Haystack();
    haystack.addFolder(folder.resolve("coordinator"));
    haystack.add("coordinator.log", Files.readAllBytes(folder.resolve("coordinator.log")));
    for (var stream : fromAgents) {
      haystack.add("agent-traffic", ClientFrames.unmask(stream.toByteArray()));
    }
    for (var stream : otherTraffic) {
      haystack.add("other-traffic", stream.toByteArray());
    }
    return haystack;
  }

  private Tap.Watcher recordAgents(boolean towardsServer) {
    return recorder(towardsServer ? fromAgents : otherTraffic);
  }

  private static Tap.Watcher recorder(List<ByteArrayOutputStream> streams) {
    var stream = new ByteArrayOutputStream();
    streams.add(stream);
    return (bytes, length) -> stream.write(bytes, 0, length);
  }
}
