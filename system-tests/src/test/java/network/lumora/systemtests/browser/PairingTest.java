package network.lumora.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.lumora.systemtests.network.Network;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From an installed extension to a paired one with consent, and each way in which that fails. */
@ResourceLock(Network.STANDARD_PORTS)
class PairingTest {
  private static final String AGENT = "agent-1";
  private static final int FIRST_PORT = 17_480;
  private static final Element CODE = Element.role("textbox", "Code");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyWayToFailHasWordsOfItsOwn(Make make) throws IOException {
    assumeTrue(make.isInstalled(), make + " is not installed: scripts/test says how");
    assumeTrue(Extension.canBeBuilt(), "needs npm ci in extension/");
    var extension = Extension.build(make);
    try (var network = new Network(folder, "127.0.0.1:1");
        var browser = make.start(new Setup(extension.folder()));
        var page = browser.open("pages/welcome/index.html")) {
      page.click(Element.button("I agree, pair this browser"));
      page.awaitText("No agent is running");
      showsAnotherProgram(page);
      network.useStandardPorts();
      network.leaveConsentToTheHost(AGENT);
      var _ = network.startAgent(AGENT);
      page.awaitText("The agent runs");
      page.awaitText("lumora pair");
      refusesWrongCodes(network, page);

      pairs(network, page);

      try (var api = new LocalApi(network.data(AGENT))) {
        var clients = api.get("/v1/clients").getAsJsonArray("clients");
        assertThat(clients).hasSize(1);
        assertThat(clients.get(0).getAsJsonObject().get("origin").getAsString())
            .isEqualTo(browser.origin());
        assertThat(api.get("/v1/status").get("state").getAsString()).isNotEqualTo("NO_CONSENT");
      }
    }
  }

  private static void showsAnotherProgram(Page page) throws IOException {
    var other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT), 0);
    other.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    other.start();
    try {
      page.awaitText("Another program answers");
    } finally {
      other.stop(0);
    }
  }

  private static void refusesWrongCodes(Network network, Page page) throws IOException {
    try (var pairing = PairCommand.start(network, AGENT)) {
      tryCode(page, "KUQM-2R4X");
      page.awaitText("A code has eight letters and digits");
      for (var left : List.of("2 tries", "1 try", "0 tries")) {
        tryCode(page, pairing.wrongCode());
        page.awaitText("That is not the code");
        page.awaitText(left);
      }
      assertThat(pairing.program().awaitEnd()).isNotZero();
      assertThat(pairing.program().log()).contains("typed wrong three times");
      tryCode(page, pairing.code());
      page.awaitText("The agent is not waiting for a code");
    }
    page.click(Element.button("Try again"));
    page.awaitText("Waiting for the agent to show a code");
  }

  private static void tryCode(Page page, String code) throws IOException {
    page.type(CODE, code);
    page.click(Element.button("Pair"));
  }

  /** As the host does it; leaves the page where everything is ready. */
  static void pairs(Network network, Page page) throws IOException {
    try (var pairing = PairCommand.start(network, AGENT)) {
      tryCode(page, pairing.code().toLowerCase(Locale.ROOT));
      page.awaitText("Paired with");
      assertThat(pairing.program().awaitEnd()).isZero();
    }
    page.awaitText("What the agent asks you to agree to");
    page.click(Element.button("I agree"));
    page.awaitText("Everything is ready");
  }
}
