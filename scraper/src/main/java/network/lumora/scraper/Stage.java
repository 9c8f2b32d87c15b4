package network.lumora.scraper;

/** The steps of a page, in order; those up to {@link #STATUS} again for each redirect. */
enum Stage {
  /** URL grammar, names, ports, downgrade. */
  ADMIT,
  /** One request at a time for each site. */
  TURN,
  /** One look-up; all addresses judged. */
  APPROVE,
  /** robots.txt of the origin, asked at the same addresses. */
  ROBOTS,
  /** Crawl-delay or our own floor, then the addresses judged again. */
  DELAY,
  /** One request to an approved address. */
  EXCHANGE,
  /** What the status says: a page, a wall, a redirect, an error. */
  STATUS,
  /** Fields and meta elements. */
  EXTRACT,
  /** Robot directives of headers and meta elements. */
  SIGNALS
}
