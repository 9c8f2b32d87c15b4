package network.lumora.scraper;

/** The steps of a page, in order; those up to {@link #STATUS} again for each redirect. */
enum Stage {
  /** URL grammar, names, ports, downgrade. */
  ADMIT,
  /** One request at a time for each site. */
  TURN,
  /** robots.txt of the origin. */
  ROBOTS,
  /** Crawl-delay or our own floor. */
  DELAY,
  /** One look-up; all addresses judged. */
  APPROVE,
  /** One request to an approved address. */
  EXCHANGE,
  /** What the status says: a page, a wall, a redirect, an error. */
  STATUS,
  /** Fields and meta elements. */
  EXTRACT,
  /** Robot directives of headers and meta elements. */
  SIGNALS
}
