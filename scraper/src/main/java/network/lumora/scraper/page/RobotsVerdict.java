package network.lumora.scraper.page;

import org.jspecify.annotations.Nullable;

/**
 * Why robots.txt let the final URL be fetched.
 *
 * @param sha256 of the robots.txt in hex, null when the site has none
 * @param crawlDelayMillis zero when the site asks for none
 */
public record RobotsVerdict(Basis basis, @Nullable String sha256, long crawlDelayMillis) {

  /** What the verdict rests on. */
  public enum Basis {
    /** The rules of a robots.txt that was read. */
    RULES,
    /** A 4xx answer other than 401, 403 and 429: the site has no robots.txt. */
    ABSENT
  }
}
