package network.lumora.consumer.order;

import java.util.List;
import java.util.regex.Pattern;
import network.lumora.protocol.message.Field;

/**
 * Fields as people type them: {@code name=css}, then {@code @attribute} to read an attribute rather
 * than the text, then {@code *} for every match rather than the first.
 */
public final class FieldText {
  /** What is read when nothing was asked for. */
  public static final List<Field> DEFAULT =
      List.of(new Field("title", "title", null, false), new Field("h1", "h1", null, false));

  private static final Pattern ATTRIBUTE = Pattern.compile("(.*)@([A-Za-z][A-Za-z0-9_:.-]*)");

  private FieldText() {}

  public static Field parse(String text) throws BadOrderException {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new BadOrderException(
          "field \"" + text + "\": expected name=css, for example price=.price or links=a@href*");
    }
    try {
      return parse(text.substring(0, equals), text.substring(equals + 1));
    } catch (IllegalArgumentException e) {
      throw new BadOrderException("field \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static Field parse(String name, String selector) {
    boolean many = selector.length() > 1 && selector.endsWith("*");
    var rest = many ? selector.substring(0, selector.length() - 1) : selector;
    var attribute = ATTRIBUTE.matcher(rest);
    return attribute.matches()
        ? new Field(name, attribute.group(1).strip(), attribute.group(2), many)
        : new Field(name, rest.strip(), null, many);
  }
}
