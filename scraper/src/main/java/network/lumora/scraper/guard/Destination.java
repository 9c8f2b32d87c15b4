package network.lumora.scraper.guard;

/**
 * A URL taken apart by the one parser we trust.
 *
 * @param scheme in lower case
 * @param host in lower-case ASCII, an IPv6 literal without brackets
 * @param pathAndQuery starts with a slash; never in a log
 */
public record Destination(String scheme, String host, int port, String pathAndQuery) {
  /** Host and port, both always written. */
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Scheme, host and port: what one robots.txt speaks for. */
  public String origin() {
    return scheme + "://" + authority();
  }

  /** The URL without default port and fragment. */
  public String url() {
    var defaultPort = scheme.equals("https") ? 443 : 80;
    var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme + "://" + name + (port == defaultPort ? "" : ":" + port) + pathAndQuery;
  }

  /** The robots.txt that speaks for this URL, RFC 9309 section 2.3. */
  public Destination robotsTxt() {
    return new Destination(scheme, host, port, "/robots.txt");
  }

  /** Names no path and no query. */
  @Override
  public String toString() {
    return origin();
  }
}
