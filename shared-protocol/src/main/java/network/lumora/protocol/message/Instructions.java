package network.lumora.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order asks for: the same fields of every page.
 *
 * @param purpose in the consumer's words, shown to each host; null if there are none
 */
public record Instructions(List<String> pages, List<Field> fields, @Nullable String purpose) {
  public static final int MAX_FIELDS = 64;
  public static final int MAX_URL_CHARACTERS = 2_083;

  /** A sentence or two. */
  public static final int MAX_PURPOSE_CHARACTERS = 200;

  public Instructions {
    Text.requireRange("number of pages", pages.size(), 1, OrderHead.MAX_PAGES);
    Text.requireRange("number of fields", fields.size(), 1, MAX_FIELDS);
    pages.forEach(url -> Text.requireLength("page address", url, 1, MAX_URL_CHARACTERS));
    if (fields.stream().map(Field::name).distinct().count() != fields.size()) {
      throw new IllegalArgumentException("two fields have one name");
    }
    requirePurpose(purpose);
    pages = List.copyOf(pages);
    fields = List.copyOf(fields);
  }

  /** Without a purpose. */
  public Instructions(List<String> pages, List<Field> fields) {
    this(pages, fields, null);
  }

  /** A stranger's words that people will read: one short line. */
  static void requirePurpose(@Nullable String purpose) {
    if (purpose == null) {
      return;
    }
    Text.requireLength("purpose", purpose, 1, MAX_PURPOSE_CHARACTERS);
    if (purpose.isBlank() || hasHidden(purpose)) {
      throw new IllegalArgumentException(
          "the purpose is not one line of text without control characters");
    }
  }

  /** For each task that is given, so without a stream. */
  private static boolean hasHidden(String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (isHidden(text.codePointAt(at))) {
        return true;
      }
    }
    return false;
  }

  /** Control characters, and those that turn the direction of what follows. */
  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
