package network.lumora.consumer.order;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The one spelling of a coordinator's address: scheme, host, and port if it is not the usual. */
public final class CoordinatorUrl {
  private CoordinatorUrl() {}

  public static String parse(String text) throws BadOrderException {
    try {
      var uri = new URI(text.strip());
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (isPlain(uri) && (scheme.equals("http") || scheme.equals("https"))) {
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(uri, scheme);
      }
    } catch (URISyntaxException e) {
      throw new BadOrderException(EXPECTED + ": " + e.getReason(), e);
    }
    throw new BadOrderException(EXPECTED);
  }

  private static final String EXPECTED =
      "the coordinator's address: expected http:// or https://, host and port, such as http://127.0.0.1:7400";

  private static boolean isPlain(URI uri) {
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
  }

  private static String port(URI uri, String scheme) {
    int usual = scheme.equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
  }
}
