package network.lumora.consumer.text;

/** Text of strangers without what could steer a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * One line of at most {@code maxCharacters}; control, format and surrogate characters become
   * spaces.
   */
  public static String of(String text, int maxCharacters) {
    var out = new StringBuilder();
    text.codePoints()
        .limit(maxCharacters)
        .map(character -> isPlain(character) ? character : ' ')
        .forEach(out::appendCodePoint);
    return text.codePointCount(0, text.length()) > maxCharacters ? out + "..." : out.toString();
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
