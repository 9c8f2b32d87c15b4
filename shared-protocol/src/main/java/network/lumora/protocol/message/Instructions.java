package network.lumora.protocol.message;

import java.util.List;

/** What an order asks for: the same fields of every page. */
public record Instructions(List<String> pages, List<Field> fields) {
  public static final int MAX_FIELDS = 64;
  public static final int MAX_URL_CHARACTERS = 2_083;

  public Instructions {
    Text.requireRange("number of pages", pages.size(), 1, OrderHead.MAX_PAGES);
    Text.requireRange("number of fields", fields.size(), 1, MAX_FIELDS);
    pages.forEach(url -> Text.requireLength("page address", url, 1, MAX_URL_CHARACTERS));
    if (fields.stream().map(Field::name).distinct().count() != fields.size()) {
      throw new IllegalArgumentException("two fields have one name");
    }
    pages = List.copyOf(pages);
    fields = List.copyOf(fields);
  }
}
