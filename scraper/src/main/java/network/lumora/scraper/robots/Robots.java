package network.lumora.scraper.robots;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import network.lumora.scraper.guard.Destination;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.RobotsVerdict;

/** What the sites of late said about robots. Thread-safe. */
public final class Robots {
  /** RFC 9309 section 2.4: not longer than a day. */
  private static final Duration LIFE = Duration.ofHours(24);

  private static final Duration LIFE_UNREACHABLE = Duration.ofMinutes(5);

  /** Parsed rules take a few times their text; 512 KiB is the largest text. */
  private static final long MOST_TEXT_BYTES = 8 << 20;

  private static final int ENTRY_BYTES = 512;

  /** A site's answer until it expires; {@code bytes} is what it may cost to keep. */
  private record Entry(Ruling ruling, int bytes, Duration life) {}

  /** Judges a URL of the site. */
  private interface Ruling {
    RobotsAnswer on(Destination page);
  }

  private final String productToken;
  private final Cache<String, Entry> entries;

  /**
   * @param productToken letters, hyphen and underscore, RFC 9309 section 2.2.1
   * @param nanos a ticker that never goes back
   */
  public Robots(String productToken, LongSupplier nanos) {
    if (!productToken.matches("[A-Za-z_-]+")) {
      throw new IllegalArgumentException("not a product token: " + productToken);
    }
    this.productToken = productToken.toLowerCase(Locale.ROOT);
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(MOST_TEXT_BYTES)
            .weigher((String origin, Entry entry) -> entry.bytes() + ENTRY_BYTES)
            .expireAfter(Expiry.creating((String origin, Entry entry) -> entry.life()))
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Whether {@code page} may be fetched; asks {@code source} when no answer is fresh. */
  public RobotsAnswer ask(Destination page, RobotsSource source) throws InterruptedException {
    var entry = entries.getIfPresent(page.origin());
    if (entry == null) {
      entry = entry(source.ask(), page);
      entries.put(page.origin(), entry);
    }
    return entry.ruling().on(page);
  }

  private Entry entry(RobotsText text, Destination page) {
    return switch (text) {
      case RobotsText.Found found -> {
        var rules = RobotsRules.read(found, page.robotsTxt().url(), productToken);
        yield new Entry(asked -> rules.ask(asked.url(), asked.host()), found.text().length(), LIFE);
      }
      case RobotsText.Absent _ -> new Entry(_ -> ABSENT, 0, LIFE);
      case RobotsText.Forbidden _ ->
          fixed(Refusal.ROBOTS_DISALLOW, "robots.txt of " + page.host() + " is kept from us", LIFE);
      case RobotsText.Unasked _ ->
          fixed(Refusal.ROBOTS_UNREACHABLE, "robots.txt was not asked for", Duration.ZERO);
      case RobotsText.Unreachable unreachable ->
          fixed(
              Refusal.ROBOTS_UNREACHABLE,
              "robots.txt of " + page.host() + ": " + unreachable.detail(),
              LIFE_UNREACHABLE);
    };
  }

  private static final RobotsAnswer ABSENT =
      new RobotsAnswer.Allowed(new RobotsVerdict(RobotsVerdict.Basis.ABSENT, null, 0));

  private static Entry fixed(Refusal code, String detail, Duration life) {
    var answer = new RobotsAnswer.Denied(code, detail);
    return new Entry(_ -> answer, 0, life);
  }
}
