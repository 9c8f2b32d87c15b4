package network.lumora.scraper.robots;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import network.lumora.scraper.page.Signals;

/** Reads X-Robots-Tag values and the like: {@code [agent:] directive, directive}. */
public final class RobotsTags {
  /** draft-illyes-repext: at least 8 KiB must be looked at. */
  private static final int MOST_CHARACTERS = 16 * 1024;

  /** These have a value of their own after the colon. */
  private static final Set<String> VALUED =
      Set.of("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after");

  private final String productToken;

  public RobotsTags(String productToken) {
    this.productToken = productToken.toLowerCase(Locale.ROOT);
  }

  /** The directives in {@code values} that are for every robot or for ours. */
  public Signals read(List<String> values) {
    var directives = new TreeSet<String>();
    for (var value : values) {
      read(value.substring(0, Math.min(value.length(), MOST_CHARACTERS)), directives);
    }
    return new Signals(directives);
  }

  private void read(String value, Set<String> directives) {
    var ours = true;
    for (var part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      var directive = part.strip();
      var colon = directive.indexOf(':');
      if (colon >= 0 && !VALUED.contains(directive.substring(0, colon).strip())) {
        ours = directive.substring(0, colon).strip().equals(productToken);
        directive = directive.substring(colon + 1).strip();
      }
      if (ours && !directive.isEmpty()) {
        directives.add(directive);
      }
    }
  }
}
