package network.lumora.coordinator.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.lumora.coordinator.relay.Sight;
import network.lumora.protocol.destination.ControlRule;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.message.ControlMethod;
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

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final Guard guard;
  private final Resolver names;
  private final Fetcher fetcher;
  private final PageLimits limits;

  public WellKnownFile(Guard guard, Resolver names, Fetcher fetcher) {
    this(guard, names, fetcher, LIMITS);
  }

  WellKnownFile(Guard guard, Resolver names, Fetcher fetcher, PageLimits limits) {
    this.guard = guard;
    this.names = names;
    this.fetcher = fetcher;
    this.limits = limits;
  }

  Sight of(ControlToken token) throws InterruptedException {
    try {
      return switch (guard.admit("https://" + token.host() + token.path())) {
        case Denied denied -> barred(denied.detail());
        case Admitted admitted -> approve(admitted, token.host());
      };
    } catch (IOException e) {
      return unseen(String.valueOf(e.getMessage()));
    }
  }

  private static Sight barred(String detail) {
    return new Sight.Barred(ControlMethod.WELL_KNOWN_FILE, detail);
  }

  private static Sight unseen(String detail) {
    return new Sight.Unseen(ControlMethod.WELL_KNOWN_FILE, detail);
  }

  private Sight approve(Admitted admitted, String host) throws IOException, InterruptedException {
    return switch (guard.approve(admitted, names.resolve(host, limits.dnsMillis()))) {
      case Denied denied -> barred(denied.detail());
      case Approved approved -> fetch(approved, host);
    };
  }

  private Sight fetch(Approved approved, String host) throws IOException {
    return switch (fetcher.fetch(approved, limits, BodyRule.ROBOTS)) {
      case Fetched.Answer answer when isInTrouble(answer.status()) ->
          unseen("%s answers %d, expected was 200".formatted(host, answer.status()));
      case Fetched.Answer answer ->
          new Sight.Answered(new Evidence.File(answer.status(), text(answer)));
      case Fetched.Refused refused -> barred(refused.detail());
      case Fetched.Failed failed -> unseen(failed.detail());
    };
  }

  /** What it says then is not about the file (RFC 9110 section 15). */
  private static boolean isInTrouble(int status) {
    return status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  private static String text(Fetched.Answer answer) throws IOException {
    return new String(
        answer.body().stream().readNBytes(ControlRule.MAX_FILE_BYTES + 1),
        StandardCharsets.ISO_8859_1);
  }
}
