package network.lumora.agent.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import network.lumora.bridge.agent.Category;

/**
 * What sites are about, by name. Immutable.
 *
 * <p>A line of text is a category and the names in it, as {@code NEWS example.org .press}; a name
 * covers what is below it, the longest one decides, and a later line wins over an earlier. What
 * follows {@code #} is for people.
 */
public final class Categories {
  /** More than a hand writes; a list of millions belongs into a DNS filter. */
  private static final int MAX_NAMES = 100_000;

  private final Map<String, Category> byName;

  private Categories(Map<String, Category> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** The small list that comes with the program. */
  public static Categories ours() {
    try (InputStream in = Categories.class.getResourceAsStream("categories.txt")) {
      var text =
          new String(
              Objects.requireNonNull(in, "categories.txt").readAllBytes(), StandardCharsets.UTF_8);
      return new Categories(Map.of()).with(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the program lacks its categories", e);
    }
  }

  /**
   * These, and those of {@code text}, which win.
   *
   * @throws IllegalArgumentException naming the line that is malformed, and what was expected
   */
  public Categories with(String text) {
    var all = new HashMap<>(byName);
    int number = 0;
    for (var line : text.split("\n", -1)) {
      number++;
      read(line, number, all);
    }
    return new Categories(all);
  }

  private static void read(String line, int number, Map<String, Category> into) {
    var words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
    if (words[0].isEmpty()) {
      return;
    }
    var category = category(words[0], number);
    for (var word : Arrays.asList(words).subList(1, words.length)) {
      into.put(name(word, number), category);
    }
    if (into.size() > MAX_NAMES) {
      throw new IllegalArgumentException("expected at most " + MAX_NAMES + " names in all");
    }
  }

  private static Category category(String word, int number) {
    try {
      return Category.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      var names = Arrays.stream(Category.values()).map(Enum::name);
      throw new IllegalArgumentException(
          "line %d: expected one of %s first"
              .formatted(number, names.collect(Collectors.joining(", "))),
          e);
    }
  }

  private static String name(String word, int number) {
    return SiteName.parse(word.startsWith(".") ? word.substring(1) : word)
        .map(SiteName::text)
        .orElseThrow(
            () -> new IllegalArgumentException("line " + number + ": " + SiteName.EXPECTED));
  }

  Category of(SiteName name) {
    return name.widening().stream()
        .map(byName::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Category.UNCATEGORISED);
  }
}
