package network.lumora.systemtests.browser;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One tab that shows the extension's screens one after the other, and what can be measured there.
 */
public final class Screen {
  private static final String CHECKS =
      "(window.lumoraChecks || " + resource() + ", window.lumoraChecks)";

  /** Of a date with a time, which are places of their own. */
  private static final int FIELD_PARTS = 40;

  private final Browser browser;
  private final Page page;
  private final String axe;

  public Screen(Browser browser) throws IOException {
    this.browser = browser;
    this.axe = Extension.axe();
    this.page = browser.open("pages/welcome/index.html");
  }

  private static String resource() {
    try (var in = Screen.class.getResourceAsStream("checks.js")) {
      if (in == null) {
        throw new IllegalStateException("no resource checks.js");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Page page() {
    return page;
  }

  /** Changes what the user has chosen in the extension; holds for what is shown next. */
  public void prefer(String language, String theme) throws IOException {
    page.run(
        """
        const { preferences } = await chrome.storage.local.get("preferences");
        const chosen = { language: %s, theme: %s };
        await chrome.storage.local.set({ preferences: { ...preferences, ...chosen } });"""
            .formatted(Page.quoted(language), Page.quoted(theme)));
  }

  /**
   * Simulated numbers instead of an agent, for who has agreed to what the extension does: no screen
   * leads elsewhere while it is measured.
   */
  public void preferDemo() throws IOException {
    page.run(
        """
        const { preferences } = await chrome.storage.local.get("preferences");
        const disclosure = { version: 1, agreedAt: new Date().toISOString() };
        await chrome.storage.local.set({ preferences: { ...preferences, demo: true }, disclosure });""");
  }

  /** Shows the screen and waits until it has what it asked the agent for. */
  public void show(String path) throws IOException {
    page.navigate(URI.create(browser.origin() + "/" + path));
    var _ =
        page.await(
            path + " is complete",
            "location.pathname === %s".formatted(Page.quoted("/" + path))
                + " && document.querySelector('h1') && !document.querySelector('.skeleton')"
                + " && document.fonts.ready.then(() => true)");
  }

  /** What breaks a rule of WCAG 2.2 A or AA, as axe finds it. */
  public List<String> axe() throws IOException {
    return axe("['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']");
  }

  /** Only what depends on the colours. */
  public List<String> contrast() throws IOException {
    return axe("['color-contrast']");
  }

  private List<String> axe(String rules) throws IOException {
    if (page.evaluate("window.axe === undefined").getAsBoolean()) {
      page.run(axe);
    }
    return faults("axe(" + rules + ")");
  }

  public List<String> overflow() throws IOException {
    return faults("overflow()");
  }

  public List<String> untranslated() throws IOException {
    return faults("untranslated()");
  }

  public List<String> moving() throws IOException {
    return faults("moving()");
  }

  /** Goes through the screen by the Tab key: what is not reached, or does not show its focus. */
  public List<String> keyboardWalk() throws IOException {
    page.activate();
    // What a screen focuses by itself it does after its first frame.
    page.run("await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));");
    int controls = page.evaluate(CHECKS + ".walk.begin()").getAsInt();
    var faults = new ArrayList<String>();
    var step = "";
    for (int steps = 0; !step.equals("END"); steps++) {
      page.press(Key.TAB);
      step = page.evaluate(CHECKS + ".walk.step()").getAsString();
      faults.add(step);
      if (steps > 2 * controls + FIELD_PARTS) {
        return List.of("the keyboard is trapped");
      }
    }
    faults.addAll(faults("walk.missed()"));
    faults.removeAll(List.of("", "SAME", "END"));
    return faults;
  }

  private List<String> faults(String check) throws IOException {
    return page.evaluate(CHECKS + "." + check).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }
}
