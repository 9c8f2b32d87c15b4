package network.lumora.scraper;

import java.time.InstantSource;
import java.util.Optional;
import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.pace.RetryAfter;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.Hop;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.Refusal;

/** What a status means: go on with the page, follow the redirect, or end. */
final class StatusRules {
  private final InstantSource clock;

  StatusRules(InstantSource clock) {
    this.clock = clock;
  }

  /** Empty for a page, and for a redirect that may be followed. */
  Optional<PageOutcome> judge(Visit visit) {
    var answer = visit.answer();
    var status = answer.status();
    if (status >= 200 && status < 300) {
      return Optional.empty();
    }
    if (RobotsVisit.isRedirect(status)) {
      return redirect(visit, answer);
    }
    return Optional.of(
        switch (status) {
          case 401, 402, 403, 407 ->
              Outcomes.refused(Refusal.ACCESS_CONTROLLED, said(visit, status), visit);
          case 429 -> rateLimited(visit, answer);
          case 503 ->
              answer.retryAfter() == null
                  ? Outcomes.failed(Failure.SERVER_ERROR, said(visit, status), visit)
                  : rateLimited(visit, answer);
          case 404 -> Outcomes.failed(Failure.NOT_FOUND, said(visit, status), visit);
          case 410 -> Outcomes.failed(Failure.GONE, said(visit, status), visit);
          case 451 -> Outcomes.failed(Failure.LEGAL, said(visit, status), visit);
          default -> Outcomes.failed(other(status), said(visit, status), visit);
        });
  }

  private static Optional<PageOutcome> redirect(Visit visit, Fetched.Answer answer) {
    if (visit.hops.size() >= visit.request.limits().redirects()) {
      return Optional.of(
          Outcomes.refused(
              Refusal.REDIRECT_PROHIBITED, visit.admitted() + " is one redirect too many", visit));
    }
    visit.hops.add(new Hop(visit.admitted().destination().host(), answer.status()));
    visit.redirected = true;
    visit.location = answer.location();
    return Optional.empty();
  }

  private PageOutcome rateLimited(Visit visit, Fetched.Answer answer) {
    var retryAfter = RetryAfter.read(answer.retryAfter(), clock.instant());
    retryAfter.ifPresent(visit.turn()::quietFor);
    return new PageOutcome.Refused(
        Refusal.RATE_LIMITED, said(visit, answer.status()), visit.traffic, retryAfter);
  }

  private static Failure other(int status) {
    if (status >= 500 && status < 600) {
      return Failure.SERVER_ERROR;
    }
    return status >= 400 && status < 500 ? Failure.CLIENT_ERROR : Failure.HTTP_PROTOCOL_ERROR;
  }

  private static String said(Visit visit, int status) {
    return visit.admitted() + " answered " + status;
  }
}
