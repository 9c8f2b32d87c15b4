package network.lumora.systemtests.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.lumora.systemtests.network.Network;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every screen, in the demo, for people who see, move or read otherwise. */
@ResourceLock(Network.STANDARD_PORTS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
  private static final int WIDE = 1280;

  /** 1280 pixels at 400 % zoom: WCAG 2.2, 1.4.10. */
  private static final int NARROW = 320;

  /** Of coordinators, and purposes in the words of customers: nobody translates them. */
  private static final Set<String> DEMO_NAMES =
      Set.of(
          "Aurora Data",
          "Meridian Research",
          "News archive",
          "Weather records",
          "Open science index",
          "Price comparison",
          "Timetable survey",
          "Library catalogue",
          "Map survey");

  private final Map<Make, Started> started = new EnumMap<>(Make.class);

  record Started(Browser browser, Screen screen, List<String> paths) {}

  private Started started(Make make) throws IOException {
    var already = started.get(make);
    if (already != null) {
      return already;
    }
    assumeTrue(make.isInstalled(), make + " is not installed: scripts/test says how");
    assumeTrue(Extension.canBeBuilt(), "needs npm ci in extension/");
    var extension = Extension.build(make);
    var browser = make.start(new Setup(extension.folder()));
    var screen = new Screen(browser);
    screen.preferDemo();
    var fresh = new Started(browser, screen, extension.screens());
    started.put(make, fresh);
    return fresh;
  }

  @AfterAll
  void end() {
    started.values().forEach(each -> each.browser().close());
  }

  /** What is measured on one screen. */
  interface Check {
    List<String> faults(Screen screen) throws IOException;
  }

  private void onEveryScreen(
      Make make, String language, String theme, Appearance looks, Check... checks)
      throws IOException {
    var at = started(make);
    var screen = at.screen();
    var softly = new SoftAssertions();
    screen.prefer(language, theme);
    screen.page().appear(looks);
    screen.page().size(WIDE, 900);
    for (var path : at.paths()) {
      screen.show(path);
      for (var check : checks) {
        softly.assertThat(check.faults(screen)).as("%s in %s", path, language).isEmpty();
      }
    }
    softly.assertAll();
  }

  private static List<String> untranslated(Screen screen) throws IOException {
    return screen.untranslated().stream().filter(text -> !DEMO_NAMES.contains(text)).toList();
  }

  private static Check at(int width, Check check) {
    return screen -> {
      screen.page().size(width, 900);
      return check.faults(screen);
    };
  }

  @ParameterizedTest
  @EnumSource
  void axeFindsNothingInLightOrAt400Percent(Make make) throws IOException {
    onEveryScreen(
        make, "en", "LIGHT", Appearance.PLAIN, at(NARROW, Screen::axe), at(WIDE, Screen::axe));
  }

  @ParameterizedTest
  @EnumSource
  void contrastIsEnoughInTheDark(Make make) throws IOException {
    onEveryScreen(make, "en", "AUTO", Appearance.DARK, Screen::contrast);
  }

  @ParameterizedTest
  @EnumSource
  void contrastIsEnoughInForcedColours(Make make) throws IOException {
    onEveryScreen(make, "en", "AUTO", Appearance.FORCED_COLOURS, Screen::contrast);
  }

  @ParameterizedTest
  @EnumSource
  void theTabKeyReachesEveryControlAndLeavesAgain(Make make) throws IOException {
    onEveryScreen(make, "en", "LIGHT", Appearance.PLAIN, Screen::keyboardWalk);
  }

  @ParameterizedTest
  @EnumSource
  void nothingMovesForWhoWantsNoMotion(Make make) throws IOException {
    onEveryScreen(make, "en", "LIGHT", Appearance.REDUCED_MOTION, Screen::moving);
  }

  @ParameterizedTest
  @EnumSource
  void germanFits(Make make) throws IOException {
    onEveryScreen(
        make,
        "de",
        "LIGHT",
        Appearance.PLAIN,
        at(NARROW, Screen::overflow),
        at(WIDE, Screen::overflow));
  }

  @ParameterizedTest
  @EnumSource
  void longerWordsFitAndEveryWordIsTranslated(Make make) throws IOException {
    onEveryScreen(
        make,
        "en-XA",
        "LIGHT",
        Appearance.PLAIN,
        at(NARROW, Screen::overflow),
        at(WIDE, Screen::overflow),
        AccessibilityTest::untranslated);
  }

  @ParameterizedTest
  @EnumSource
  void fitsFromRightToLeft(Make make) throws IOException {
    onEveryScreen(
        make,
        "ar-XB",
        "LIGHT",
        Appearance.PLAIN,
        at(NARROW, Screen::overflow),
        at(WIDE, Screen::overflow));
  }
}
