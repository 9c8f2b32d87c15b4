package network.lumora.scraper.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a page request. Details name a host at most, never a path or query. */
public sealed interface PageOutcome {
  /** All bytes that went over the wire for it, robots.txt and redirects included. */
  Traffic traffic();

  /**
   * The page was fetched and read.
   *
   * @param fields by name, in the order asked; nothing found is an empty list, a field that is not
   *     {@code many} has at most one value
   * @param hops redirects followed, in order
   * @param bodySha256 of the decoded body, in hex
   * @param contentType in lower case and without parameters
   */
  record Scraped(
      String finalUrl,
      int status,
      Map<String, List<String>> fields,
      List<Hop> hops,
      Traffic traffic,
      long decodedBytes,
      String bodySha256,
      Instant fetchedAt,
      RobotsVerdict robots,
      Signals signals,
      String contentType,
      @Nullable String title)
      implements PageOutcome {
    public Scraped {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      hops = List.copyOf(hops);
    }

    /** Names no path, query or content. */
    @Override
    public String toString() {
      return "Scraped[status=" + status + ", decodedBytes=" + decodedBytes + "]";
    }
  }

  /**
   * We would not, for a reason that all agents share.
   *
   * @param retryAfter when the site named a time, how long from now
   */
  record Refused(Refusal code, String detail, Traffic traffic, Optional<Duration> retryAfter)
      implements PageOutcome {
    public Refused(Refusal code, String detail, Traffic traffic) {
      this(code, detail, traffic, Optional.empty());
    }
  }

  /** It could not be had; another agent may be luckier. */
  record Failed(Failure code, String detail, Traffic traffic) implements PageOutcome {}
}
