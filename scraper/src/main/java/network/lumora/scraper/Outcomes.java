package network.lumora.scraper;

import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.Refusal;

/** Puts what the stages say into the words of the page. */
final class Outcomes {
  private Outcomes() {}

  static PageOutcome refused(Denied denied, Visit visit) {
    return refused(denied.code(), denied.detail(), visit);
  }

  static PageOutcome refused(Refusal code, String detail, Visit visit) {
    var hop = visit.hops.size();
    return new PageOutcome.Refused(
        code, hop == 0 ? detail : detail + " (redirect " + hop + ")", visit.traffic);
  }

  static PageOutcome failed(Failure code, String detail, Visit visit) {
    return new PageOutcome.Failed(code, detail, visit.traffic);
  }

  static PageOutcome outcome(Fetched.Refused refused, Visit visit) {
    return refused(refused.code(), refused.detail(), visit);
  }

  static PageOutcome outcome(Fetched.Failed failed, Visit visit) {
    return failed(failed.code(), failed.detail(), visit);
  }
}
