package network.lumora.scraper.guard;

import java.util.Optional;

/** The one URL parser of the agent: what it reads is what is dialled. */
public interface UrlParser {
  /** The parts of an absolute http or https URL, empty if it is none. */
  Optional<Destination> parse(String url);

  /** {@code reference} as an absolute URL, RFC 3986 section 5, empty if it is no reference. */
  Optional<String> resolve(Destination base, String reference);
}
