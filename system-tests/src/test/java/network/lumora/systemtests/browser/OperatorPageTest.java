package network.lumora.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import network.lumora.systemtests.network.Network;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The coordinator's page in real browsers, as its operator uses it. */
class OperatorPageTest {
  private static final Path TINY =
      Path.of("src/test/resources/network/lumora/systemtests/browser/tiny");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Make.class)
  void showsItsOperatorWhatGoesOnAndNobodyElse(Make make) throws IOException {
    assumeTrue(make.isInstalled(), make + " is not installed: scripts/test says how");
    try (var network = new Network(folder, "127.0.0.1:9");
        var browser = make.start(new Setup(TINY.toAbsolutePath()));
        var page = browser.visit(URI.create(network.http() + "/operator"))) {
      var _ = network.startAgent("agent-1");
      page.size(1_280, 1_000);
      page.awaitText("Not signed in");

      page.type(Element.css("#key"), "guessed");
      page.click(Element.button("Look"));
      page.awaitText("This is not the operator's key.");
      page.type(Element.css("#key"), token(network));
      page.press(Key.ENTER);

      page.awaitText("Live, every two seconds");
      page.awaitText("No order is open.");
      page.awaitText("0.1.0");
      assertThat(page.evaluate("location.href").getAsString()).doesNotContain(token(network));
      keep(page, "operator-" + make + ".png");
      page.appear(Appearance.DARK);
      keep(page, "operator-dark-" + make + ".png");

      page.click(Element.button("Hold still"));
      page.awaitText("Held as it was at ");
      page.click(Element.button("Hold still"));
      page.awaitText("Live, every two seconds");
      network.coordinator().kill();
      page.awaitText("The coordinator does not answer; asking again. What is below is of ");
      network.restartCoordinator();
      page.awaitText("Live, every two seconds");
    }
  }

  /** With {@code -Dlumora.screenshots=FOLDER}, to look at it. */
  private static void keep(Page page, String name) throws IOException {
    var wanted = System.getProperty("lumora.screenshots");
    if (wanted != null) {
      Files.write(Files.createDirectories(Path.of(wanted)).resolve(name), page.screenshot());
    }
  }

  private static String token(Network network) throws IOException {
    return Files.readString(network.data("coordinator").resolve("operator-token")).strip();
  }
}
