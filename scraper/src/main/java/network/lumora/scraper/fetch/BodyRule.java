package network.lumora.scraper.fetch;

import java.util.Set;

/** Which bodies are kept, and what happens to one that is too large. */
public enum BodyRule {
  /** A page: only of the types we can read, and whole or not at all. */
  PAGE,
  /** A robots.txt: of any type, cut after 512 KiB, RFC 9309 section 2.5. */
  ROBOTS;

  static final int ROBOTS_BYTES = 512 * 1024;

  private static final Set<String> READABLE =
      Set.of(
          "text/html",
          "application/xhtml+xml",
          "text/plain",
          "application/json",
          "application/ld+json",
          "application/xml",
          "text/xml");

  boolean takes(String mediaType) {
    return this == ROBOTS || READABLE.contains(mediaType);
  }
}
