package network.lumora.scraper.fetch;

import java.util.Optional;
import network.lumora.scraper.guard.Destination;
import network.lumora.scraper.guard.UrlParser;
import okhttp3.HttpUrl;

/** Parses URLs with the parser that also dials them. */
public final class HttpUrls implements UrlParser {
  @Override
  public Optional<Destination> parse(String url) {
    return Optional.ofNullable(HttpUrl.parse(url))
        .filter(parsed -> parsed.username().isEmpty() && parsed.password().isEmpty())
        .map(HttpUrls::destination);
  }

  @Override
  public Optional<String> resolve(Destination base, String reference) {
    return Optional.ofNullable(HttpUrl.get(base.url()).resolve(reference)).map(HttpUrl::toString);
  }

  private static Destination destination(HttpUrl url) {
    var query = url.encodedQuery();
    var pathAndQuery = url.encodedPath() + (query == null ? "" : "?" + query);
    return new Destination(url.scheme(), url.host(), url.port(), pathAndQuery);
  }
}
