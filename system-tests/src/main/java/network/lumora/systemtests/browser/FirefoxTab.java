package network.lumora.systemtests.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;

/** One tab of Firefox, by its browsing context in WebDriver BiDi. */
final class FirefoxTab implements Tab {
  private static final String SHIFT = "\uE008";

  private final Wire wire;
  private final String context;

  FirefoxTab(Wire wire, String context) {
    this.wire = wire;
    this.context = context;
  }

  private JsonObject call(String method, Parameters parameters) throws IOException {
    return wire.call(method, parameters.and("context", context).json());
  }

  @Override
  public String evaluate(String expression) throws IOException {
    var answer =
        wire.call(
            "script.evaluate",
            Parameters.with(
                    "expression",
                    "(async () => JSON.stringify((await (" + expression + ")) ?? null))()")
                .and("awaitPromise", true)
                .and("userActivation", true)
                .and("target", Parameters.with("context", context).json())
                .json());
    if (answer.has("exceptionDetails")) {
      var details = answer.getAsJsonObject("exceptionDetails");
      throw new IOException(expression + " threw " + details.get("text"));
    }
    return answer.getAsJsonObject("result").get("value").getAsString();
  }

  @Override
  public void navigate(URI address) throws IOException {
    var _ =
        call(
            "browsingContext.navigate",
            Parameters.with("url", address.toString()).and("wait", "complete"));
  }

  @Override
  public void activate() throws IOException {
    var _ = call("browsingContext.activate", new Parameters());
    var _ = new FirefoxWindow(wire).evaluate("gBrowser.selectedBrowser.focus()");
  }

  @Override
  public void clickAt(double x, double y) throws IOException {
    var parameters = Parameters.with("pointerType", "mouse").json();
    var actions =
        Parameters.list(
            Parameters.with("type", "pointerMove")
                .and("x", Math.round(x))
                .and("y", Math.round(y))
                .json(),
            Parameters.with("type", "pointerDown").and("button", 0).json(),
            Parameters.with("type", "pointerUp").and("button", 0).json());
    perform(
        Parameters.with("type", "pointer")
            .and("id", "mouse")
            .and("parameters", parameters)
            .and("actions", actions)
            .json());
  }

  @Override
  public void press(Key key, boolean shift) throws IOException {
    var actions = new JsonArray();
    if (shift) {
      actions.add(key("keyDown", SHIFT));
    }
    actions.add(key("keyDown", String.valueOf(key.webDriver)));
    actions.add(key("keyUp", String.valueOf(key.webDriver)));
    if (shift) {
      actions.add(key("keyUp", SHIFT));
    }
    keys(actions);
  }

  @Override
  public void write(String text) throws IOException {
    var actions = new JsonArray();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            letter -> {
              actions.add(key("keyDown", letter));
              actions.add(key("keyUp", letter));
            });
    keys(actions);
  }

  private static JsonObject key(String type, String value) {
    return Parameters.with("type", type).and("value", value).json();
  }

  private void keys(JsonArray actions) throws IOException {
    perform(Parameters.with("type", "key").and("id", "keys").and("actions", actions).json());
  }

  private void perform(JsonObject source) throws IOException {
    var _ = call("input.performActions", Parameters.with("actions", Parameters.list(source)));
  }

  @Override
  public void size(int width, int height) throws IOException {
    var viewport = new Parameters().and("width", width).and("height", height).json();
    var _ = call("browsingContext.setViewport", Parameters.with("viewport", viewport));
  }

  /** Firefox takes these for the whole browser, as it takes them from the system. */
  @Override
  public void appear(Appearance appearance) throws IOException {
    var window = new FirefoxWindow(wire);
    window.prefer("ui.systemUsesDarkTheme", appearance.dark() ? 1 : 0);
    window.prefer("layout.css.prefers-color-scheme.content-override", appearance.dark() ? 0 : 1);
    window.prefer("ui.prefersReducedMotion", appearance.reducedMotion() ? 1 : 0);
    window.prefer("ui.useAccessibilityTheme", appearance.forcedColours() ? 1 : 0);
    window.prefer("browser.display.document_color_use", appearance.forcedColours() ? 2 : 0);
  }

  @Override
  public byte[] screenshot() throws IOException {
    var answer = call("browsingContext.captureScreenshot", new Parameters());
    return Base64.getDecoder().decode(answer.get("data").getAsString());
  }

  @Override
  public void close() throws IOException {
    var _ = call("browsingContext.close", new Parameters());
  }
}
