package network.lumora.systemtests.browser;

import java.io.IOException;
import java.net.URI;

/** What a browser's protocol can do with one tab. */
interface Tab {
  /** The JSON text of what the expression, or the promise it gives, comes to. */
  String evaluate(String expression) throws IOException;

  void navigate(URI address) throws IOException;

  /** Brings the tab to the front, with the keyboard's focus in its page. */
  void activate() throws IOException;

  void clickAt(double x, double y) throws IOException;

  void press(Key key, boolean shift) throws IOException;

  /** Writes at the place that has the focus. */
  void write(String text) throws IOException;

  /** Sets the size of the page in CSS pixels. */
  void size(int width, int height) throws IOException;

  /** May hold for the whole browser. */
  void appear(Appearance appearance) throws IOException;

  /** What is to be seen, as PNG. */
  byte[] screenshot() throws IOException;

  void close() throws IOException;
}
