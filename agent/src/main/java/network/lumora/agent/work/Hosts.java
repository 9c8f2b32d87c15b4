package network.lumora.agent.work;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The part of an address that a journal may hold. */
final class Hosts {
  /** Stands where an address names no host. */
  static final String NONE = "(no host)";

  private Hosts() {}

  /** The host alone; empty if the guard will have to say what is wrong. */
  static Optional<String> of(String url) {
    try {
      var host = Optional.ofNullable(URI.create(url).getHost());
      return host.map(text -> text.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
