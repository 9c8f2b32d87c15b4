package network.lumora.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The drivers themselves, with an extension of one page. */
@ParameterizedClass
@EnumSource
class BrowserTest {
  private static final String API = "(globalThis.browser ?? chrome)";

  private final Make make;
  private Browser browser;
  private Page page;

  BrowserTest(Make make) {
    this.make = make;
  }

  @BeforeEach
  void start() throws IOException {
    assumeTrue(make.isInstalled(), make + " is not installed: scripts/test says how");
    var tiny = Path.of("src/test/resources/network/lumora/systemtests/browser/tiny");
    browser = make.start(new Setup(tiny.toAbsolutePath()));
    page = browser.open("page.html");
  }

  @AfterEach
  void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void usesAnExtensionAsAPersonWould() throws IOException {
    page.type(Element.role("textbox", "Your name"), "Ada ß");
    page.click(Element.button("Greet"));
    page.awaitText(Element.testId("said"), "Hello Ada ß, really");
    page.press(Key.TAB);
    page.press(Key.ENTER);
    page.awaitText(Element.testId("said"), "Next was pressed");
    page.pressWithShift(Key.TAB);

    assertThat(page.evaluate("document.activeElement.id").getAsString()).isEqualTo("greet");
    var _ =
        page.await(
            "the badge shows T", API + ".action.getBadgeText({}).then((text) => text === 'T')");
  }

  @Test
  void showsAPageAsTheUserHasItSet() throws IOException {
    page.size(320, 600);
    assertThat(page.screenshot()).startsWith(0x89, 'P', 'N', 'G');
    for (var appearance :
        new Appearance[] {
          Appearance.DARK, Appearance.FORCED_COLOURS, Appearance.REDUCED_MOTION, Appearance.PLAIN
        }) {
      page.appear(appearance);

      var _ = page.await("dark", media("prefers-color-scheme: dark", appearance.dark()));
      var _ =
          page.await("forced colours", media("forced-colors: active", appearance.forcedColours()));
      var _ =
          page.await("reduced motion", media("prefers-reduced-motion", appearance.reducedMotion()));
    }
  }

  private static String media(String query, boolean holds) {
    return "matchMedia('(" + query + ")').matches === " + holds;
  }

  @Test
  void endsTheBackgroundAndTheBrowserStartsItAnew() throws IOException {
    var before = page.evaluate(API + ".runtime.sendMessage({})").getAsString();
    browser.killBackground();

    assertThat(page.evaluate(API + ".runtime.sendMessage({})").getAsString()).isNotEqualTo(before);
  }
}
