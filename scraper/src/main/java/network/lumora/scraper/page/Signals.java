package network.lumora.scraper.page;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The robot directives of a page's headers and meta elements that apply to us, in lower case. */
public record Signals(Set<String> directives) {
  public static final Signals NONE = new Signals(Set.of());

  public Signals {
    directives = Collections.unmodifiableSet(new TreeSet<>(directives));
  }

  public boolean noindex() {
    return directives.contains("noindex") || directives.contains("none");
  }

  /** Whether the page must not feed AI training, by any of the spellings in use. */
  public boolean noai() {
    return directives.contains("noai") || directives.contains("noml");
  }

  public Signals and(Signals other) {
    var both = new TreeSet<>(directives);
    both.addAll(other.directives);
    return new Signals(both);
  }
}
