package network.lumora.systemtests.firstlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import network.lumora.systemtests.docs.Nginx;
import network.lumora.systemtests.docs.PythonDocs;
import network.lumora.systemtests.docs.Reading;
import network.lumora.systemtests.docs.Row;
import network.lumora.systemtests.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real site, read by somebody else's parser, is the judge. */
class FiveHundredPagesTest {
  private static final int PAGES = 500;

  @TempDir Path folder;

  @Test
  void threeAgentsBringEveryFieldRightAndEveryReceiptInTheLog() throws IOException {
    assumeTrue(PythonDocs.isInstalled() && Nginx.isInstalled(), "needs nginx and python3-doc");
    try (var site = Nginx.serve(PythonDocs.FOLDER, folder.resolve("nginx"));
        var network = new Network(folder, site.authority())) {
      for (var agent : List.of("agent-1", "agent-2", "agent-3")) {
        var _ = network.startAgent(agent);
      }
      var pages = PythonDocs.pages(PAGES);
      var expected = Reading.byPython(PythonDocs.FOLDER, site.url(""), pages, folder);

      var rows = order(network, pages.stream().map(site::url).toList());

      assertThat(rows).hasSize(PAGES);
      rows.forEach(row -> assertRight(row, expected));
      assertSettledAndPaid(network);
    }
  }

  private List<Row> order(Network network, List<String> urls) throws IOException {
    var list = Files.write(folder.resolve("order.txt"), urls);
    var out = folder.resolve("pages.jsonl");

    var run =
        network.consumer(
            "run",
            "--coordinator",
            network.http(),
            "--coordinator-key",
            network.key(),
            "--list",
            list.toString(),
            "--field",
            "title=title",
            "--field",
            "heading=h1",
            "--field",
            "links=a@href*",
            "--out",
            out.toString());

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("500 receipts with two signatures and valid inclusion proofs");
    return Row.read(out);
  }

  private static void assertRight(Row row, Map<String, Reading> expected) {
    assertThat(expected).containsKey(row.text("url"));
    var reading = Objects.requireNonNull(expected.get(row.text("url")));
    assertThat(row.text("outcome")).as(row.toString()).isEqualTo("OK");
    assertThat(String.join("", row.values("title"))).isEqualTo(reading.title());
    assertThat(String.join("", row.values("heading"))).isEqualTo(reading.heading());
    assertThat(row.values("links")).isEqualTo(reading.links());
  }

  private static void assertSettledAndPaid(Network network) throws IOException {
    for (var agent : List.of("agent-1", "agent-2", "agent-3")) {
      var receipts = network.lumora(agent, "receipts", "--verify");
      assertThat(receipts.status()).as(receipts.output()).isZero();
    }
    var closed = network.operator("close-epoch");
    assertThat(closed.status()).as(closed.output()).isZero();
    var audit = network.consumer("audit", "--coordinator", network.http());
    assertThat(audit.status()).as(audit.output()).isZero();
    assertThat(audit.output()).contains("sum equals the pool");
  }
}
