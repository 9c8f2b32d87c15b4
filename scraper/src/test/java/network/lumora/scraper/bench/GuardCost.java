package network.lumora.scraper.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import network.lumora.scraper.Answers;
import network.lumora.scraper.PoliteScraper;
import network.lumora.scraper.RawServer;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.page.Field;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.PageOutcome.Scraped;
import network.lumora.scraper.page.PageRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * CPU per page of the guarded pipeline and of bare OkHttp with jsoup, same fields, interleaved.
 * Counts the calling thread, so the look-up thread and the server are left out.
 */
final class GuardCost {
  private static final int PAGES_PER_ROUND = 200;
  private static final int ROUNDS = 15;
  private static final List<Field> FIELDS =
      List.of(
          new Field("title", "title", null, false),
          new Field("description", "meta[name=description]", "content", false),
          new Field("heading", "h1", null, false),
          new Field("links", "a", "href", true),
          new Field("prices", ".price", null, true),
          new Field("article", "article", null, false));

  private GuardCost() {}

  public static void main(String... args) throws Exception {
    var html = page();
    try (var server = RawServer.start(Answers.withoutRobots((_, out) -> Answers.page(out, html)));
        var scraper =
            new PoliteScraper(
                "LumoraBot/0.1 (+https://lumora.network/bot)",
                Throttle.NONE,
                () -> NetworkView.NOTHING,
                new DevelopmentDestinations(Set.of(server.authority())),
                InstantSource.system(),
                System::nanoTime)) {
      var client = new OkHttpClient();
      var url = server.url("/page?q=1");
      var bare = new double[ROUNDS];
      var guarded = new double[ROUNDS];
      for (var round = -5; round < ROUNDS; round++) {
        var bareMicros = micros(() -> bare(client, url));
        var guardedMicros = micros(() -> guarded(scraper, url));
        if (round >= 0) {
          bare[round] = bareMicros;
          guarded[round] = guardedMicros;
        }
      }
      report(bare, guarded, html.length());
    }
  }

  private static int bare(OkHttpClient client, String url) throws IOException {
    try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      var document = Jsoup.parse(response.body().string(), url);
      return FIELDS.stream().mapToInt(field -> read(document, field)).sum();
    }
  }

  private static int read(Document document, Field field) {
    if (!field.many()) {
      var first = document.selectFirst(field.css());
      return first == null ? 0 : first.text().length();
    }
    var all = document.select(field.css());
    return field.attribute() == null ? all.eachText().size() : all.eachAttr("abs:href").size();
  }

  private static int guarded(PoliteScraper scraper, String url) throws InterruptedException {
    var outcome = scraper.scrape(new PageRequest(url, FIELDS, PageLimits.DEFAULT));
    return ((Scraped) outcome).fields().size();
  }

  private static double micros(Callable<Integer> work) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    var sink = 0;
    for (var i = 0; i < PAGES_PER_ROUND; i++) {
      sink += work.call();
    }
    if (sink < 0) {
      throw new IllegalStateException("overflow");
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1_000.0 / PAGES_PER_ROUND;
  }

  private static void report(double[] bare, double[] guarded, int bytes) {
    Arrays.sort(bare);
    Arrays.sort(guarded);
    var middle = ROUNDS / 2;
    System.out.printf("page of %d bytes, %d rounds of %d pages%n", bytes, ROUNDS, PAGES_PER_ROUND);
    System.out.printf("%-22s %10s %10s %10s%n", "CPU per page, us", "median", "least", "most");
    System.out.printf(
        "%-22s %10.0f %10.0f %10.0f%n",
        "bare OkHttp + jsoup", bare[middle], bare[0], bare[ROUNDS - 1]);
    System.out.printf(
        "%-22s %10.0f %10.0f %10.0f%n",
        "guarded", guarded[middle], guarded[0], guarded[ROUNDS - 1]);
    System.out.printf("%-22s %10.2f%n", "ratio of medians", guarded[middle] / bare[middle]);
  }

  private static String page() {
    var html =
        new StringBuilder(
            "<html><head><title>Books</title><meta name=description content=Books></head><body><h1>Books</h1>");
    for (var i = 0; i < 60; i++) {
      html.append("<a href='/book/").append(i).append("'>Book ").append(i).append("</a>");
      html.append("<span class=price>").append(i).append(".99</span>");
    }
    html.append("<article>");
    for (var i = 0; i < 40; i++) {
      html.append("<section><h2>Part</h2><p>")
          .append("A sentence that says little, at some length. ".repeat(12))
          .append("</p></section>");
    }
    return html.append("</article></body></html>").toString();
  }
}
