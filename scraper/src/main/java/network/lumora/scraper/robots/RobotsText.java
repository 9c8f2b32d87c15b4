package network.lumora.scraper.robots;

/** What came of asking a site for its robots.txt. */
public sealed interface RobotsText {
  /** There is one; {@code text} is its first 512 KiB. */
  record Found(String text, String sha256) implements RobotsText {}

  /** The site says it has none: 4xx other than 401, 403 and 429. */
  record Absent() implements RobotsText {}

  /** The site keeps its rules from us: 401 or 403. A data seller reads that as a no. */
  record Forbidden() implements RobotsText {}

  /** Nobody knows: 429, 5xx, no answer, or a redirect that the guard denied. */
  record Unreachable(String detail) implements RobotsText {}

  /** We stopped ourselves; says nothing of the site. */
  record Unasked() implements RobotsText {}
}
