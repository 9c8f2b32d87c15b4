package network.lumora.systemtests.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import network.lumora.systemtests.docs.TestSite;
import network.lumora.systemtests.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consumer, coordinator and agents as their users start them. */
class PagesGoWhereTheyAreWantedTest {
  private static final Pattern ORDER = Pattern.compile("order ([0-9a-f]{32}): 1 page");

  @TempDir Path folder;

  @Test
  void theAgentAtThePlaceFetchesItAndTheNextLeaseKnowsHowFarTheSiteIs() throws IOException {
    try (var site = new TestSite();
        var network = new Network(folder, site.authority())) {
      var _ = network.startAgent("nowhere");
      var berlin = network.startAgent("berlin", "--place", "DE-BE").told("key");

      var first = leaseOf(order(network, site.pages().get(0), "--place", "de"), network);
      var second =
          leaseOf(
              order(
                  network,
                  site.pages().get(1),
                  "--place",
                  "DE-BE,CH",
                  "--urgency",
                  "soon",
                  "--deadline",
                  "1h"),
              network);

      assertThat(first).contains(berlin, "BEST of 1", "proximity 0.200");
      assertThat(second).contains(berlin).doesNotContain("proximity 0.200");
    }
  }

  private String order(Network network, String url, String... wishes) throws IOException {
    var arguments = new ArrayList<>(List.of("run", "--coordinator", network.http()));
    arguments.addAll(List.of(wishes));
    arguments.addAll(List.of("--out", folder.resolve("page.jsonl").toString(), url));
    var run = network.consumer(arguments.toArray(String[]::new));
    assertThat(run.status()).as(run.output()).isZero();
    var order = ORDER.matcher(run.output());
    assertThat(order.find()).as(run.output()).isTrue();
    return order.group(1);
  }

  private static String leaseOf(String order, Network network) throws IOException {
    var leases = network.operator("leases", "--page", order + "/0");
    assertThat(leases.status()).as(leases.output()).isZero();
    return leases.output();
  }
}
