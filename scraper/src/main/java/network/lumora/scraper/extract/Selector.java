package network.lumora.scraper.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import network.lumora.scraper.page.Field;
import network.lumora.scraper.page.Refusal;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector.SelectorParseException;

/** One field's selector, ready to be tried on elements. */
record Selector(Field field, Evaluator evaluator) {
  /** Each level may walk the whole tree for every element. */
  private static final int MOST_NESTING = 3;

  private static final Set<String> LINKS = Set.of("href", "src");

  /**
   * @throws TooMuch if it is no selector or one with a regular expression, whose cost has no bound
   */
  static Selector of(Field field) {
    var css = field.css();
    if (css.contains("~=") || css.toLowerCase(Locale.ROOT).contains(":matches")) {
      throw bad(field, "holds a regular expression");
    }
    if (nesting(css) > MOST_NESTING) {
      throw bad(field, "nests deeper than " + MOST_NESTING);
    }
    try {
      return new Selector(field, org.jsoup.select.Selector.evaluatorOf(css));
    } catch (SelectorParseException | IllegalArgumentException _) {
      throw bad(field, "is not CSS that we know");
    }
  }

  List<String> read(Element root, Budget budget) {
    var found = new ArrayList<String>();
    Predicate<Element> matches = evaluator.asPredicate(root);
    for (var elements = root.stream().iterator(); elements.hasNext(); ) {
      budget.countElement();
      var element = elements.next();
      if (matches.test(element)) {
        var value = value(element);
        budget.addValue(value.length());
        found.add(value);
        if (!field.many()) {
          break;
        }
      }
    }
    return List.copyOf(found);
  }

  private String value(Element element) {
    var attribute = field.attribute();
    if (attribute == null) {
      return element.text();
    }
    return LINKS.contains(attribute) ? element.absUrl(attribute) : element.attr(attribute);
  }

  private static int nesting(String css) {
    var depth = 0;
    var deepest = 0;
    for (var i = 0; i < css.length(); i++) {
      depth += css.charAt(i) == '(' ? 1 : css.charAt(i) == ')' ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  private static TooMuch bad(Field field, String why) {
    return new TooMuch(Refusal.BAD_SELECTOR, "the selector of field " + field.name() + " " + why);
  }
}
