package network.lumora.scraper.fetch;

import java.util.List;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.Traffic;
import org.jspecify.annotations.Nullable;

/** What came of one exchange: one request, one response, no redirect followed. */
public sealed interface Fetched {
  Traffic traffic();

  /**
   * The server answered. The body is read for 2xx answers only.
   *
   * @param mediaType in lower case without parameters, empty if there is none
   * @param charset as the header names it
   * @param robotsTags values of X-Robots-Tag and Robots-Tag
   */
  record Answer(
      int status,
      @Nullable String location,
      @Nullable String retryAfter,
      String mediaType,
      @Nullable String charset,
      List<String> robotsTags,
      Body body,
      Traffic traffic)
      implements Fetched {}

  /** The answer broke a limit or a rule of ours. */
  record Refused(Refusal code, String detail, Traffic traffic) implements Fetched {}

  /** No whole answer came. */
  record Failed(Failure code, String detail, Traffic traffic) implements Fetched {}
}
