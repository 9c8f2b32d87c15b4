package network.lumora.agent.work;

import java.net.URI;
import java.util.Locale;

/** The part of an address that a journal may hold. */
final class Sites {
  private Sites() {}

  /** The host alone; a word if there is none. */
  static String of(String url) {
    try {
      var host = URI.create(url).getHost();
      return host == null ? "(no host)" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "(no host)";
    }
  }
}
