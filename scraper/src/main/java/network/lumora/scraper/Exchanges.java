package network.lumora.scraper;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;
import network.lumora.scraper.fetch.BodyRule;
import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.Resolver;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageOutcome;

/** Looks up, approves and asks, for pages and robots.txt alike, on the visit's account. */
final class Exchanges {
  /** What came of a look-up: an approved destination or the end of the visit. */
  sealed interface LookUp {
    record Ready(Approved approved) implements LookUp {}

    record Ended(PageOutcome outcome) implements LookUp {}
  }

  private final Guard guard;
  private final Resolver resolver;
  private final Fetcher fetcher;
  private final LongSupplier nanos;

  Exchanges(Guard guard, Resolver resolver, Fetcher fetcher, LongSupplier nanos) {
    this.guard = guard;
    this.resolver = resolver;
    this.fetcher = fetcher;
    this.nanos = nanos;
  }

  /** One look-up of the name, all answers judged together. */
  LookUp lookUp(Admitted admitted, Visit visit) throws InterruptedException {
    var host = admitted.destination().host();
    var start = nanos.getAsLong();
    try {
      var answers = resolver.resolve(host, visit.limits().dnsMillis());
      if (answers.isEmpty()) {
        return failed(Failure.DNS_ERROR, host + " has no address", visit);
      }
      return switch (guard.approve(admitted, answers)) {
        case Approved approved -> new LookUp.Ready(approved);
        case Denied denied -> new LookUp.Ended(Outcomes.refused(denied, visit));
      };
    } catch (SocketTimeoutException e) {
      return failed(Failure.DNS_TIMEOUT, host + " was not found in time", visit);
    } catch (IOException e) {
      return failed(Failure.DNS_ERROR, host + " was not found", visit);
    } finally {
      visit.spend(nanos.getAsLong() - start);
    }
  }

  Fetched ask(Approved approved, BodyRule rule, Visit visit) throws InterruptedException {
    var start = nanos.getAsLong();
    var fetched = fetcher.fetch(approved, visit.limits(), rule);
    visit.spend(nanos.getAsLong() - start);
    visit.traffic = visit.traffic.plus(fetched.traffic());
    visit.stopped |= fetched instanceof Fetched.Failed failed && failed.code() == Failure.STOPPED;
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted during an exchange");
    }
    return fetched;
  }

  private static LookUp failed(Failure code, String detail, Visit visit) {
    return new LookUp.Ended(new PageOutcome.Failed(code, detail, visit.traffic));
  }
}
