package network.lumora.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import network.lumora.systemtests.network.Finished;
import network.lumora.systemtests.network.Network;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the host sees and decides in a real browser is what the real agent does. */
@ResourceLock(Network.STANDARD_PORTS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealExtensionTest {
  /** What a quiet line may still carry, such as asking for a neighbour's address. */
  private static final long QUIET_BYTES = 500;

  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Map<Make, PairedBrowser> started = new EnumMap<>(Make.class);

  @TempDir static Path folder;

  private PairedBrowser paired(Make make) throws IOException {
    var already = started.get(make);
    if (already != null) {
      return already;
    }
    assumeTrue(make.isInstalled(), make + " is not installed: scripts/test says how");
    assumeTrue(Extension.canBeBuilt(), "needs npm ci in extension/");
    end();
    var fresh = PairedBrowser.start(make, folder.resolve(make.name()));
    started.put(make, fresh);
    assertDone(fresh.order(5, "Cloud atlas"));
    return fresh;
  }

  /** One Lumora at a time, for the sake of small machines. */
  @AfterAll
  void end() throws IOException {
    for (var each : started.values()) {
      each.close();
    }
    started.clear();
  }

  private static void assertDone(Finished order) {
    assertThat(order.status()).as(order.output()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theHostSeesDecidesAndVerifies(Make make) throws IOException {
    var paired = paired(make);
    numbersMoveAndPauseStopsBytes(paired);
    aDeniedSiteIsBlockedFromTheNextTaskOn(paired);
    everyScreenReadsWellWithRealNumbers(paired);
    photograph(paired, make);
    receiptsVerifyAndATamperedOneIsNamed(paired);
    theBadgeIsRightAgainAfterTheWorkerDied(paired);
    theExtensionSaysThatTheAgentIsGoneAndComesBack(paired);
  }

  private static void numbersMoveAndPauseStopsBytes(PairedBrowser paired) throws IOException {
    var page = paired.page();
    // Work for 48 s: it must outlast what is looked at and clicked.
    assertDone(paired.network().lumora(PairedBrowser.AGENT, "limits", "--rate-down", "50kB/s"));
    paired.show("dashboard");
    long before = paired.site().bytes();
    assertDone(paired.place(60));
    var first = page.await("bytes are shown", moving("0")).getAsString();
    var _ = page.await("the number moves", moving(first));
    Poll.until("bytes came", () -> paired.site().bytes() > before + QUIET_BYTES);

    page.click(Element.button("Pause until I resume"));
    page.awaitText(Element.css(".now .pill"), "Paused");
    awaitQuiet(paired);
    long paused = paired.site().bytes();

    paired.screen().show("popup/index.html");
    page.awaitText("Paused by you");
    page.click(Element.button("Resume"));
    Poll.until("bytes come again", () -> paired.site().bytes() > paused + QUIET_BYTES);
    assertDone(paired.network().lumora(PairedBrowser.AGENT, "limits", "--rate-down", "none"));
  }

  /** The first rate on the dashboard, if it is above zero and another than the one given. */
  private static String moving(String other) {
    return "((text) => /[1-9]/.test(text) && text !== %s && text)(document.querySelector('.now-rates dd')?.innerText ?? '')"
        .formatted(Page.quoted(other));
  }

  /** Waits until the line has been quiet for some seconds. */
  private static void awaitQuiet(PairedBrowser paired) throws IOException {
    Poll.until(
        "no bytes come",
        () -> {
          long before = paired.site().bytes();
          LockSupport.parkNanos(QUIET.toNanos());
          return paired.site().bytes() - before < QUIET_BYTES;
        });
  }

  private static void aDeniedSiteIsBlockedFromTheNextTaskOn(PairedBrowser paired)
      throws IOException {
    var page = paired.page();
    awaitQuiet(paired);
    paired.show("activity");
    page.click(Element.css(".journal-rows summary"));
    page.click(Element.button("Never again " + paired.site().host()));
    page.awaitText("This holds from now on");
    awaitQuiet(paired);
    long before = paired.site().requests();

    assertDone(paired.place(2));

    page.click(Element.button("Blocked"));
    page.awaitText(Element.css(".journal-rows"), "Blocked");
    assertThat(before).isPositive();
    assertThat(paired.site().requests()).isEqualTo(before);
    page.click(Element.css(".journal-rows summary"));
    page.awaitText(Element.css(".journal-open"), paired.site().host());
    page.click(Element.button("Undo"));
    var _ =
        page.await(
            "it is taken back", "!document.body.innerText.includes('This holds from now on')");
  }

  private static void everyScreenReadsWellWithRealNumbers(PairedBrowser paired) throws IOException {
    var screen = paired.screen();
    var softly = new SoftAssertions();
    for (var path : paired.extension().screens()) {
      screen.page().size(320, 800);
      screen.show(path);
      softly.assertThat(screen.overflow()).as(path).isEmpty();
      screen.page().size(1280, 800);
      softly.assertThat(screen.axe()).as(path).isEmpty();
    }
    softly.assertAll();
  }

  /** Only when a folder is named: {@code -Dlumora.screenshots=docs/screenshots}. */
  private static void photograph(PairedBrowser paired, Make make) throws IOException {
    var wanted = System.getProperty("lumora.screenshots");
    if (wanted != null && make == Make.CHROMIUM) {
      new Screenshots(Path.of("..").resolve(wanted)).take(paired);
    }
  }

  private static void receiptsVerifyAndATamperedOneIsNamed(PairedBrowser paired)
      throws IOException {
    var page = paired.page();
    paired.show("earnings");
    page.click(Element.button("Verify all"));
    var _ =
        page.await("all are genuine", "/receipts? (is|are) genuine/.test(document.body.innerText)");
    page.click(Element.css(".receipts summary"));
    var _ =
        page.await(
            "every step has passed",
            "document.querySelectorAll('.receipt-open [data-result]').length === 6"
                + " && document.querySelectorAll('.receipt-open [data-result=PASSED]').length === 6");

    long sequence = tamper(paired.network().data(PairedBrowser.AGENT).resolve("agent.db"));

    paired.show("earnings");
    page.click(Element.button("Verify all"));
    page.awaitText("does not hold");
    page.awaitText(Element.css(".notice .broken"), "No. " + sequence);
    page.awaitText(Element.css(".notice .broken"), "the receipt was changed after it was signed");
  }

  /** Changes one character of the newest receipt's signed text; gives its number. */
  private static long tamper(Path database) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=60000");
        var newest =
            connection.prepareStatement(
                "SELECT sequence, envelope FROM receipt ORDER BY sequence DESC LIMIT 1");
        var change =
            connection.prepareStatement("UPDATE receipt SET envelope = ? WHERE sequence = ?")) {
      var row = newest.executeQuery();
      assertThat(row.next()).isTrue();
      long sequence = row.getLong("sequence");
      change.setString(1, changed(row.getString("envelope")));
      change.setLong(2, sequence);
      row.close();
      assertThat(change.executeUpdate()).isOne();
      return sequence;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digit of a time that both have signed. */
  private static String changed(String envelope) {
    var json = JsonParser.parseString(envelope).getAsJsonObject();
    var text =
        new String(
            Base64.getDecoder().decode(json.get("payload").getAsString()), StandardCharsets.UTF_8);
    var other = text.replaceFirst("(\"startedAt\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:)\\d", "$19");
    json.addProperty(
        "payload", Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8)));
    assertThat(other).isNotEqualTo(text);
    return json.toString();
  }

  private static void theBadgeIsRightAgainAfterTheWorkerDied(PairedBrowser paired)
      throws IOException {
    paired.show("health");
    paired.screen().prefer("en", "LIGHT");
    awaitBadge(paired, "R");

    paired.browser().killBackground();
    assertDone(paired.network().lumora(PairedBrowser.AGENT, "pause"));

    awaitBadge(paired, "P");
    assertDone(paired.network().lumora(PairedBrowser.AGENT, "resume"));
  }

  private static void awaitBadge(PairedBrowser paired, String letter) throws IOException {
    var _ =
        paired
            .page()
            .await(
                "the badge shows " + letter,
                "chrome.action.getBadgeText({}).then((text) => text === '" + letter + "')");
  }

  private static void theExtensionSaysThatTheAgentIsGoneAndComesBack(PairedBrowser paired)
      throws IOException {
    var page = paired.page();
    paired.show("dashboard");
    paired.network().agent(PairedBrowser.AGENT).kill();
    page.awaitText("Connection to the agent lost");

    var _ = paired.network().startAgent(PairedBrowser.AGENT);

    var _ =
        page.await(
            "it is back",
            "!document.body.innerText.includes('Connection to the agent lost')"
                + " && document.querySelector('.now .pill').innerText.includes('Running')");
  }
}
