package network.lumora.systemtests.browser;

import java.io.IOException;

/** Firefox's own window, whose scripts may do what the user interface may. */
final class FirefoxWindow {
  private final Wire wire;

  FirefoxWindow(Wire wire) {
    this.wire = wire;
  }

  String evaluate(String expression) throws IOException {
    var tree =
        wire.call(
            "browsingContext.getTree",
            Parameters.with("moz:scope", "chrome").and("maxDepth", 0).json());
    var window =
        tree.getAsJsonArray("contexts").get(0).getAsJsonObject().get("context").getAsString();
    return new FirefoxTab(wire, window).evaluate(expression);
  }

  void prefer(String preference, int value) throws IOException {
    var _ = evaluate("Services.prefs.setIntPref('%s', %d)".formatted(preference, value));
  }
}
