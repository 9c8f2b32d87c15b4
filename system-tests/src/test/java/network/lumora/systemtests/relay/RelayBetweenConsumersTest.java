package network.lumora.systemtests.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import network.lumora.systemtests.network.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two consumers talk through agents that cannot read it, and go on when one is killed, or a grant
 * is used up.
 */
@Timeout(300)
class RelayBetweenConsumersTest {
  private static final String ADDRESS = "127.0.77.5";
  private static final int HALF_BYTES = 8_000_000;
  private static final Pattern AGENT = Pattern.compile("passage \\d+ goes through agent (\\S+)");

  @TempDir private Path folder;
  private final byte[] all = new byte[2 * HALF_BYTES];

  /** Sends one half at once, and the other when it may. */
  private static Thread serving(ServerSocket server, byte[] all, CountDownLatch second) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (var socket = server.accept()) {
                var out = socket.getOutputStream();
                out.write(all, 0, HALF_BYTES);
                second.await();
                out.write(all, HALF_BYTES, HALF_BYTES);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Test
  void aTransferGoesOnThroughAnotherAgentWhenItsAgentIsKilled() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "port 443 wants root");
    new Random(2).nextBytes(all);
    var second = new CountDownLatch(1);
    try (var shop = new Shop(folder, ADDRESS, new byte[1]);
        var town = new RelayTown(folder, shop, "--relay-mebibytes", "8");
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var serving = serving(server, all, second);
      var agents = Map.of("one", town.startAgent("one"), "two", town.startAgent("two"));
      town.agreeToParties("one");
      town.agreeToParties("two");
      var callee = town.admit("callee");
      var caller = town.keyOf("consumer");
      var _ = town.startAnswer("callee", caller, server.getLocalPort()).told("key");

      try (var socket = new Socket(InetAddress.getLoopbackAddress(), town.startCaller(callee))) {
        var in = socket.getInputStream();
        var came = in.readNBytes(HALF_BYTES);
        used(agents, town.proxyLog()).kill();
        second.countDown();
        var rest = in.readAllBytes();

        assertThat(came).isEqualTo(Arrays.copyOf(all, HALF_BYTES));
        assertThat(rest).isEqualTo(Arrays.copyOfRange(all, HALF_BYTES, all.length));
      }
      serving.join();
      assertThat(AGENT.matcher(town.proxyLog()).results().count())
          .as("the grants are for half of what moves")
          .isGreaterThan(2);
    }
  }

  private static Program used(Map<String, Program> agents, String log) throws IOException {
    var found = AGENT.matcher(log).results().map(each -> each.group(1)).toList();
    assertThat(found).as(log).isNotEmpty();
    for (var agent : agents.values()) {
      if (agent.told("key").startsWith("ed25519:" + found.getLast())) {
        return agent;
      }
    }
    throw new IOException("no agent " + found.getLast());
  }
}
