package network.lumora.scraper.robots;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.RobotsVerdict;

/** The rules of one robots.txt for one product token, RFC 9309. Immutable. */
final class RobotsRules {
  /** Sites that want more between two requests are left alone, visibly, rather than clamped. */
  static final long MOST_DELAY_MILLIS = 60_000;

  private final BaseRobotRules rules;
  private final String sha256;

  private RobotsRules(BaseRobotRules rules, String sha256) {
    this.rules = rules;
    this.sha256 = sha256;
  }

  static RobotsRules read(RobotsText.Found text, String robotsUrl, String productToken) {
    var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    var rules =
        parser.parseContent(
            robotsUrl,
            text.text().getBytes(StandardCharsets.UTF_8),
            "text/plain",
            Set.of(productToken));
    return new RobotsRules(rules, text.sha256());
  }

  RobotsAnswer ask(String url, String host) {
    if (!rules.isAllowed(url)) {
      return new RobotsAnswer.Denied(
          Refusal.ROBOTS_DISALLOW, "robots.txt of " + host + " (sha256 " + sha256 + ") disallows");
    }
    var delay = delayMillis();
    return delay > MOST_DELAY_MILLIS
        ? new RobotsAnswer.Denied(
            Refusal.ROBOTS_DELAY_TOO_LONG,
            "robots.txt of " + host + " asks for " + delay + " ms, at most " + MOST_DELAY_MILLIS)
        : new RobotsAnswer.Allowed(new RobotsVerdict(RobotsVerdict.Basis.RULES, sha256, delay));
  }

  private long delayMillis() {
    var delay = rules.getCrawlDelay();
    return delay == BaseRobotRules.UNSET_CRAWL_DELAY ? 0 : Math.max(0, delay);
  }
}
