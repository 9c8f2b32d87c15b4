package network.lumora.scraper;

import network.lumora.scraper.fetch.BodyRule;
import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.robots.RobotsText;

/** Asks for a site's robots.txt through the same guard as for its pages. */
final class RobotsVisit {
  /** RFC 9309 section 2.3.1.2. */
  private static final int MOST_REDIRECTS = 5;

  private final Guard guard;
  private final Exchanges exchanges;

  RobotsVisit(Guard guard, Exchanges exchanges) {
    this.guard = guard;
    this.exchanges = exchanges;
  }

  RobotsText ask(Visit visit) throws InterruptedException {
    var at = visit.admitted().robotsTxt();
    var answer = exchanges.ask(visit.approved().robotsTxt(), BodyRule.ROBOTS, visit);
    for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
      if (!(answer instanceof Fetched.Answer came) || !isRedirect(came.status())) {
        return text(answer);
      }
      switch (guard.redirect(at, came.location())) {
        case Admitted next -> {
          at = next;
          answer = fetch(next, visit);
        }
        case Denied denied when denied.code() == Refusal.HOST_RULE -> {
          visit.hostRule = denied;
          return new RobotsText.Unasked();
        }
        case Denied denied -> {
          return new RobotsText.Unreachable(denied.code().wireName());
        }
      }
    }
    return new RobotsText.Unreachable("over " + MOST_REDIRECTS + " redirects");
  }

  static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private Fetched fetch(Admitted at, Visit visit) throws InterruptedException {
    return switch (exchanges.lookUp(at, visit)) {
      case Exchanges.LookUp.Ready ready -> exchanges.ask(ready.approved(), BodyRule.ROBOTS, visit);
      case Exchanges.LookUp.Ended ended -> unasked(ended.outcome());
    };
  }

  private static Fetched unasked(PageOutcome outcome) {
    return switch (outcome) {
      case PageOutcome.Refused refused ->
          new Fetched.Refused(refused.code(), refused.detail(), refused.traffic());
      case PageOutcome.Failed failed ->
          new Fetched.Failed(failed.code(), failed.detail(), failed.traffic());
      case PageOutcome.Scraped _ -> throw new IllegalStateException("a look-up scrapes nothing");
    };
  }

  private static RobotsText text(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Failed failed when failed.code() == Failure.STOPPED -> new RobotsText.Unasked();
      case Fetched.Answer answer -> text(answer);
      case Fetched.Refused refused -> new RobotsText.Unreachable(refused.code().wireName());
      case Fetched.Failed failed -> new RobotsText.Unreachable(failed.code().wireName());
    };
  }

  private static RobotsText text(Fetched.Answer answer) {
    var status = answer.status();
    if (status >= 200 && status < 300) {
      return new RobotsText.Found(answer.body().text(), answer.body().sha256());
    }
    if (status == 401 || status == 403) {
      return new RobotsText.Forbidden();
    }
    return status >= 400 && status < 500 && status != 429
        ? new RobotsText.Absent()
        : new RobotsText.Unreachable("status " + status);
  }
}
