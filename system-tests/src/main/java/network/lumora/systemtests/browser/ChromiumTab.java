package network.lumora.systemtests.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;

/** One tab of Chromium, by a session of the DevTools protocol. */
final class ChromiumTab implements Tab {
  private static final int SHIFT = 8;

  private final Wire wire;
  private final String target;
  private final String session;

  ChromiumTab(Wire wire, String target) throws IOException {
    this.wire = wire;
    this.target = target;
    this.session =
        wire.call(
                "Target.attachToTarget",
                Parameters.with("targetId", target).and("flatten", true).json())
            .get("sessionId")
            .getAsString();
    var _ = call("Page.enable", Parameters.none());
    activate();
    var _ =
        call("Emulation.setFocusEmulationEnabled", new Parameters().and("enabled", true).json());
  }

  private JsonObject call(String method, JsonObject parameters) throws IOException {
    return wire.call(method, parameters, session);
  }

  @Override
  public String evaluate(String expression) throws IOException {
    var answer =
        call(
            "Runtime.evaluate",
            Parameters.with(
                    "expression",
                    "(async () => JSON.stringify((await (" + expression + ")) ?? null))()")
                .and("awaitPromise", true)
                .and("returnByValue", true)
                .and("userGesture", true)
                .json());
    if (answer.has("exceptionDetails")) {
      throw new IOException(expression + " threw " + answer.get("exceptionDetails"));
    }
    return answer.getAsJsonObject("result").get("value").getAsString();
  }

  @Override
  public void navigate(URI address) throws IOException {
    var answer = call("Page.navigate", Parameters.with("url", address.toString()).json());
    if (answer.has("errorText")) {
      throw new IOException("no page at " + address + ": " + answer.get("errorText"));
    }
  }

  @Override
  public void activate() throws IOException {
    var _ = call("Page.bringToFront", Parameters.none());
  }

  @Override
  public void clickAt(double x, double y) throws IOException {
    mouse("mouseMoved", x, y, 0);
    mouse("mousePressed", x, y, 1);
    mouse("mouseReleased", x, y, 1);
  }

  private void mouse(String type, double x, double y, int clicks) throws IOException {
    var _ =
        call(
            "Input.dispatchMouseEvent",
            Parameters.with("type", type)
                .and("x", x)
                .and("y", y)
                .and("button", clicks == 0 ? "none" : "left")
                .and("clickCount", clicks)
                .json());
  }

  @Override
  public void press(Key key, boolean shift) throws IOException {
    key(key.text.isEmpty() ? "rawKeyDown" : "keyDown", key, shift);
    key("keyUp", key, shift);
  }

  private void key(String type, Key key, boolean shift) throws IOException {
    var _ =
        call(
            "Input.dispatchKeyEvent",
            Parameters.with("type", type)
                .and("key", key.key())
                .and("code", key.code)
                .and("windowsVirtualKeyCode", key.windowsCode)
                .and("text", type.equals("keyDown") ? key.text : "")
                .and("modifiers", shift ? SHIFT : 0)
                .json());
  }

  @Override
  public void write(String text) throws IOException {
    var _ = call("Input.insertText", Parameters.with("text", text).json());
  }

  @Override
  public void size(int width, int height) throws IOException {
    var _ =
        call(
            "Emulation.setDeviceMetricsOverride",
            new Parameters()
                .and("width", width)
                .and("height", height)
                .and("deviceScaleFactor", 1)
                .and("mobile", false)
                .json());
  }

  @Override
  public void appear(Appearance appearance) throws IOException {
    var features = new JsonArray();
    features.add(feature("prefers-color-scheme", appearance.dark() ? "dark" : "light"));
    features.add(feature("forced-colors", appearance.forcedColours() ? "active" : "none"));
    features.add(
        feature("prefers-reduced-motion", appearance.reducedMotion() ? "reduce" : "no-preference"));
    var _ = call("Emulation.setEmulatedMedia", Parameters.with("features", features).json());
  }

  private static JsonObject feature(String name, String value) {
    return Parameters.with("name", name).and("value", value).json();
  }

  @Override
  public byte[] screenshot() throws IOException {
    var answer = call("Page.captureScreenshot", Parameters.with("format", "png").json());
    return Base64.getDecoder().decode(answer.get("data").getAsString());
  }

  @Override
  public void close() throws IOException {
    var _ = wire.call("Target.closeTarget", Parameters.with("targetId", target).json());
  }
}
