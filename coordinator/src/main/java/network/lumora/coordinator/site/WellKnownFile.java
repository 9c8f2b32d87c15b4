package network.lumora.coordinator.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.lumora.protocol.destination.ControlRule;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;
import network.lumora.scraper.fetch.BodyRule;
import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.Resolver;
import network.lumora.scraper.page.PageLimits;

/**
 * Fetches the file in which an owner may publish a proof, through the same guard as every page: a
 * name that an owner gives must not lead into the coordinator's own network. Thread-safe; waits.
 */
public final class WellKnownFile {
  private static final PageLimits LIMITS =
      new PageLimits(64 * 1024, 64 * 1024, 0, 5_000, 5_000, 5_000, 10_000);

  private final Guard guard;
  private final Resolver names;
  private final Fetcher fetcher;

  public WellKnownFile(Guard guard, Resolver names, Fetcher fetcher) {
    this.guard = guard;
    this.names = names;
    this.fetcher = fetcher;
  }

  /**
   * @throws IOException if the site did not answer, or may not be asked, with the reason
   */
  Evidence of(ControlToken token) throws IOException, InterruptedException {
    return switch (guard.admit("https://" + token.host() + token.path())) {
      case Denied denied -> throw new IOException(denied.detail());
      case Admitted admitted -> fetch(approve(admitted, token.host()));
    };
  }

  private Approved approve(Admitted admitted, String host)
      throws IOException, InterruptedException {
    return switch (guard.approve(admitted, names.resolve(host, LIMITS.dnsMillis()))) {
      case Denied denied -> throw new IOException(denied.detail());
      case Approved approved -> approved;
    };
  }

  private Evidence fetch(Approved approved) throws IOException {
    return switch (fetcher.fetch(approved, LIMITS, BodyRule.ROBOTS)) {
      case Fetched.Answer answer ->
          new Evidence.File(
              answer.status(),
              new String(
                  answer.body().stream().readNBytes(ControlRule.MAX_FILE_BYTES + 1),
                  StandardCharsets.ISO_8859_1));
      case Fetched.Refused refused -> throw new IOException(refused.detail());
      case Fetched.Failed failed -> throw new IOException(failed.detail());
    };
  }
}
