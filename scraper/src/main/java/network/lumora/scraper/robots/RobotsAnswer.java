package network.lumora.scraper.robots;

import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.RobotsVerdict;

/** Whether a site lets us fetch a URL. */
public sealed interface RobotsAnswer {
  record Allowed(RobotsVerdict verdict) implements RobotsAnswer {}

  record Denied(Refusal code, String detail) implements RobotsAnswer {}
}
