package network.lumora.scraper.extract;

import java.util.List;
import java.util.Map;
import network.lumora.scraper.page.Refusal;
import org.jspecify.annotations.Nullable;

/** What was read from a document. */
public sealed interface Extracted {
  /**
   * @param robotsMetas contents of the robots meta elements for all robots or for ours
   */
  record Fields(Map<String, List<String>> values, @Nullable String title, List<String> robotsMetas)
      implements Extracted {}

  /** It could not or would not be read. */
  record Refused(Refusal code, String detail) implements Extracted {}
}
