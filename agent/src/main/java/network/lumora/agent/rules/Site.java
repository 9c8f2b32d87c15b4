package network.lumora.agent.rules;

import java.util.List;
import network.lumora.bridge.agent.Category;

/**
 * Where a page comes from, as rules see it.
 *
 * @param host lower-case ASCII
 * @param domain the registrable domain; the host itself if it has none
 */
public record Site(String host, String domain, Category category, List<String> names) {
  public Site {
    names = List.copyOf(names);
  }
}
