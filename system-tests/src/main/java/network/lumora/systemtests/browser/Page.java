package network.lumora.systemtests.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A page in a tab, used as a person would: by names, mouse and keys. */
public final class Page implements AutoCloseable {
  /** Comes to what find.js defines, which the page gets when it is first needed. */
  private static final String FOUND =
      "(window.lumoraFind || " + resource("find.js").strip() + ", window.lumoraFind)";

  private final Tab tab;

  Page(Tab tab) {
    this.tab = tab;
  }

  private static String resource(String name) {
    try (var in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void navigate(URI address) throws IOException {
    tab.navigate(address);
    var _ = await("the page at " + address + " is read", "document.readyState === 'complete'");
  }

  public void reload() throws IOException {
    navigate(URI.create(evaluate("location.href").getAsString()));
  }

  /** What the expression, or the promise it gives, comes to; {@code undefined} reads as null. */
  public JsonElement evaluate(String expression) throws IOException {
    return JsonParser.parseString(tab.evaluate(expression));
  }

  /** Runs a script for what it does. */
  public void run(String script) throws IOException {
    var _ = tab.evaluate("(async () => {" + script + "\n})()");
  }

  /** Waits for a minute at most until the expression comes to something true; gives what. */
  public JsonElement await(String what, String expression) throws IOException {
    try {
      return Poll.until(what, () -> inFront(expression), Page::isTrue);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "\nThe page says:\n" + text(), e);
    }
  }

  /** A page that another tab has covered does not go on. */
  private JsonElement inFront(String expression) throws IOException {
    var value = evaluate(expression);
    if (!isTrue(value) && evaluate("document.hidden").getAsBoolean()) {
      tab.activate();
    }
    return value;
  }

  private static boolean isTrue(JsonElement value) {
    return !value.isJsonNull() && !value.equals(new JsonPrimitive(false));
  }

  public void awaitText(String text) throws IOException {
    var _ =
        await(
            "the text “" + text + "”",
            "document.body.innerText.toLowerCase().includes(" + quoted(text) + ".toLowerCase())");
  }

  public void awaitElement(Element element) throws IOException {
    var _ = await(element.toString(), found(element) + ".length > 0");
  }

  public boolean has(Element element) throws IOException {
    return evaluate(found(element) + ".length > 0").getAsBoolean();
  }

  /** All that is to be read. */
  public String text() throws IOException {
    return evaluate("document.body.innerText").getAsString();
  }

  /** What is to be read in the element. */
  public String text(Element element) throws IOException {
    awaitElement(element);
    return evaluate(found(element) + "[0].innerText").getAsString();
  }

  public void awaitText(Element element, String text) throws IOException {
    var _ =
        await(
            element + " says “" + text + "”",
            found(element) + ".some((e) => e.innerText.includes(" + quoted(text) + "))");
  }

  /** Brings the page to the front, with the keyboard's focus in it. */
  public void activate() throws IOException {
    tab.activate();
  }

  /** Clicks with the mouse in its middle, once it is there, enabled and not covered. */
  public void click(Element element) throws IOException {
    var place =
        await(element + " can be clicked", FOUND + ".place(" + found(element) + ")")
            .getAsJsonObject();
    tab.clickAt(place.get("x").getAsDouble(), place.get("y").getAsDouble());
  }

  /** Puts the text in place of what the field holds. */
  public void type(Element field, String text) throws IOException {
    click(field);
    run(found(field) + "[0].select()");
    tab.write(text);
  }

  public void press(Key key) throws IOException {
    tab.press(key, false);
  }

  public void pressWithShift(Key key) throws IOException {
    tab.press(key, true);
  }

  public void size(int width, int height) throws IOException {
    tab.size(width, height);
    var _ = await("the page is " + width + " wide", "window.innerWidth === " + width);
  }

  public void appear(Appearance appearance) throws IOException {
    tab.appear(appearance);
  }

  public byte[] screenshot() throws IOException {
    return tab.screenshot();
  }

  private static String found(Element element) {
    return FOUND + element.call();
  }

  static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  @Override
  public void close() throws IOException {
    tab.close();
  }
}
