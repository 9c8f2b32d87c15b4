package network.lumora.scraper.page;

import java.util.HashSet;
import java.util.List;

/**
 * A page to fetch and what to read from it. The URL is a stranger's text until the guard saw it.
 */
public record PageRequest(String url, List<Field> fields, PageLimits limits) {
  /** More than any schema seen in use; bounds the work on one page. */
  public static final int MAX_FIELDS = 100;

  public PageRequest {
    fields = List.copyOf(fields);
    limits = limits.bounded();
    if (fields.size() > MAX_FIELDS) {
      throw new IllegalArgumentException(
          "a page is read for at most " + MAX_FIELDS + " fields, not " + fields.size());
    }
    var names = new HashSet<String>();
    for (var field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("two fields have the name " + field.name());
      }
    }
  }

  /** Names no path or query: both may be private to the one who asked. */
  @Override
  public String toString() {
    return "PageRequest[" + fields.size() + " fields]";
  }
}
