package network.lumora.scraper.page;

import org.jspecify.annotations.Nullable;

/**
 * One thing to read from a page: the text of what {@code css} selects, or its {@code attribute}.
 *
 * @param many all matches in document order rather than the first
 */
public record Field(String name, String css, @Nullable String attribute, boolean many) {
  /** Long enough for any selector seen in use; bounds the work of a stranger's selector. */
  public static final int MAX_CSS_CHARACTERS = 512;

  public static final int MAX_NAME_CHARACTERS = 64;

  public Field {
    if (name.isBlank() || name.length() > MAX_NAME_CHARACTERS) {
      throw new IllegalArgumentException(
          "a field's name has 1 to " + MAX_NAME_CHARACTERS + " characters, not " + name.length());
    }
    if (css.isBlank() || css.length() > MAX_CSS_CHARACTERS) {
      throw new IllegalArgumentException(
          "a selector has 1 to " + MAX_CSS_CHARACTERS + " characters, not " + css.length());
    }
  }
}
