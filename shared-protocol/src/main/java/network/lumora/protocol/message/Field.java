package network.lumora.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * One value, or one list of values, to read from a page.
 *
 * @param css a CSS selector
 * @param attribute the attribute to read; the element's text if null
 * @param many every match in document order, rather than the first
 */
public record Field(String name, String css, @Nullable String attribute, boolean many) {
  public Field {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
      throw new IllegalArgumentException(
          "field name is not a word of letters, digits and underscores of at most 64 characters");
    }
    Text.requireLength("css", css, 1, 500);
    if (attribute != null) {
      Text.requireLength("attribute", attribute, 1, 64);
    }
  }
}
