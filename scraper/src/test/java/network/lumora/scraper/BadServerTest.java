package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.page.Field;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.PageOutcome.Scraped;
import org.junit.jupiter.api.Test;

/** Servers that break the protocol or mean harm. The idea of the list is Apache Nutch's. */
class BadServerTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  private static final PageLimits SMALL =
      new PageLimits(10_000, 200_000, 5, 5_000, 5_000, 10_000, 30_000);
  private static final PageLimits HASTY =
      new PageLimits(10_000, 20_000, 5, 5_000, 5_000, 500, 30_000);
  private static final PageLimits SHORT =
      new PageLimits(10_000, 20_000, 5, 5_000, 5_000, 10_000, 2_000);

  @Test
  void namesWhatIsWrongWithAnAnswer() {
    var cases =
        Map.ofEntries(
            Map.entry("", "CONNECTION_TERMINATED"),
            Map.entry("hello\r\n\r\n", "HTTP_PROTOCOL_ERROR"),
            Map.entry("<html>no status line</html>", "CONNECTION_TERMINATED"),
            Map.entry("HTTP/1.1 abc OK\r\n\r\n", "HTTP_PROTOCOL_ERROR"),
            Map.entry("HTTP/2.0 200 OK\r\n\r\n", "HTTP_PROTOCOL_ERROR"),
            Map.entry(OK + "Content-Length: 100\r\n\r\nshort", "HTTP_RESPONSE_INCOMPLETE"),
            Map.entry(OK + "Content-Length: 10001\r\n\r\n", "HTTP_RESPONSE_BODY_SIZE"),
            Map.entry(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP_PROTOCOL_ERROR"),
            Map.entry(OK + "Transfer-Encoding: chunked\r\n\r\n-5\r\n", "HTTP_PROTOCOL_ERROR"),
            Map.entry(
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "HTTP_RESPONSE_INCOMPLETE"),
            Map.entry(OK + "Content-Encoding: br\r\n\r\nxx", "CONTENT_CODING"),
            Map.entry(OK + "Content-Encoding: gzip, gzip\r\n\r\nxx", "CONTENT_CODING"),
            Map.entry(
                OK + "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\nxx",
                "CONTENT_CODING"),
            Map.entry(
                OK + "Content-Encoding: gzip\r\n\r\nthis is no gzip at all", "CONTENT_CODING"),
            Map.entry(OK + "X: y\r\n".repeat(100) + "\r\n", "HTTP_RESPONSE_HEADER_SECTION_SIZE"),
            Map.entry(
                OK + "X: " + "y".repeat(66_000) + "\r\n\r\n", "HTTP_RESPONSE_HEADER_SECTION_SIZE"),
            Map.entry("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx", "TYPE_REFUSED"),
            Map.entry("HTTP/1.1 200 OK\r\n\r\nno type", "TYPE_REFUSED"),
            Map.entry(OK + "\r\n<h1>unframed</h1>", "Scraped"));
    cases.forEach(
        (answer, code) ->
            assertThat(code(Answers.bluntly(answer), SMALL))
                .as(answer.substring(0, Math.min(80, answer.length())))
                .isEqualTo(code));
  }

  @Test
  void endsHeadersChunkExtensionsAndBodiesThatNeverEnd() {
    assertThat(code(endless("HTTP/1.1 200 OK\r\n", "X: y\r\n"), SMALL))
        .isEqualTo("HTTP_RESPONSE_HEADER_SECTION_SIZE");
    assertThat(code(endless("HTTP/1.1 200 OK\r\nX: ", "yyyy"), SMALL))
        .isEqualTo("HTTP_RESPONSE_HEADER_SECTION_SIZE");
    assertThat(code(endless(OK + "Transfer-Encoding: chunked\r\n\r\n5;", "ext=1;"), SMALL))
        .isEqualTo("HTTP_RESPONSE_BODY_SIZE");
    assertThat(code(endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"), SMALL))
        .isEqualTo("HTTP_RESPONSE_BODY_SIZE");
    assertThat(code(endless(OK + "\r\n", "<p>"), SMALL)).isEqualTo("HTTP_RESPONSE_BODY_SIZE");
    assertThat(code(endless("", "HTTP/1.1 103 Early Hints\r\n\r\n"), SMALL))
        .isNotEqualTo("Scraped");
  }

  @Test
  void endsBombsBeforeTheyUnfold() {
    var bomb = Answers.gzip(new byte[30 << 20]);
    assertThat(code(gzipped(bomb), PageLimits.DEFAULT)).isEqualTo("BOMB");
    assertThat(code(gzipped(Answers.gzip(bomb)), PageLimits.DEFAULT)).isIn("BOMB", "Scraped");
    assertThat(
            code(
                gzipped(
                    Answers.gzip("<p>text</p>".repeat(30_000).getBytes(StandardCharsets.UTF_8))),
                SMALL))
        .isIn("BOMB", "HTTP_RESPONSE_BODY_SIZE");
    assertThat(code(gzipped(Answers.gzip(Answers.utf8("<h1>fine</h1>"))), SMALL))
        .isEqualTo("Scraped");
  }

  @Test
  void endsTheSilentAndTheSlow() {
    var never = new CountDownLatch(1);
    RawServer.Answer silent = (_, _) -> awaitQuietly(never);
    assertThat(codeOfALatePage(silent, HASTY)).isEqualTo("HTTP_RESPONSE_TIMEOUT");

    RawServer.Answer trickle =
        (_, out) -> {
          out.write(Answers.utf8(OK + "Content-Length: 9000\r\n\r\n"));
          for (var i = 0; i < 9_000; i++) {
            out.write('x');
            out.flush();
            LockSupport.parkNanos(2_000_000);
          }
        };
    assertThat(codeOfALatePage(trickle, SHORT)).isEqualTo("HTTP_RESPONSE_TIMEOUT");
    never.countDown();
  }

  /** Its robots.txt is known before, so that nothing but the page can be late. */
  private static String codeOfALatePage(RawServer.Answer late, PageLimits limits) {
    RawServer.Answer site =
        (path, out) -> {
          if (path.equals("/in-time")) {
            Answers.page(out, "<h1>x</h1>");
          } else {
            late.to(path, out);
          }
        };
    try (var server = RawServer.start(Answers.withoutRobots(site));
        var scraper = new TestScraper(server.authority())) {
      assertThat(scraper.code(server.url("/in-time"))).isEqualTo("Scraped");
      return scraper.limits(limits).code(server.url("/late"));
    }
  }

  @Test
  void boundsWhatAHugeOrDeepDocumentCosts() {
    assertThat(code((_, out) -> Answers.page(out, "<b>".repeat(500_000)), PageLimits.DEFAULT))
        .isEqualTo("DOCUMENT_TOO_LARGE");
    assertThat(code((_, out) -> Answers.page(out, "<div>".repeat(100_000)), PageLimits.DEFAULT))
        .isEqualTo("Scraped");
  }

  @Test
  void countsEveryByteOnceAndPassesItThroughTheThrottle() {
    var down = new AtomicLong();
    var up = new AtomicLong();
    var counting =
        new Throttle() {
          @Override
          public void awaitDown(int bytes) {
            down.addAndGet(bytes);
          }

          @Override
          public void awaitUp(int bytes) {
            up.addAndGet(bytes);
          }
        };
    var sent = new AtomicLong();
    RawServer.Answer page =
        (path, out) -> {
          var body = path.equals("/robots.txt") ? "User-agent: *\nAllow: /\n" : "<h1>x</h1>";
          var head = OK + "Content-Length: " + body.length() + "\r\n\r\n";
          sent.addAndGet(head.length() + body.length());
          out.write(Answers.utf8(head + body));
        };
    try (var server = RawServer.start(page);
        var scraper = new TestScraper(() -> NetworkView.NOTHING, counting, server.authority())) {
      var traffic = ((Scraped) scraper.scrape(server.url("/a"))).traffic();

      // Heads are kept with "\n" for "\r\n" and without the empty line.
      var asked = server.requests().stream().mapToLong(BadServerTest::wireLength).sum();
      assertThat(traffic.downBytes()).isEqualTo(sent.get()).isEqualTo(down.get());
      assertThat(traffic.upBytes()).isEqualTo(asked).isEqualTo(up.get());
    }
  }

  @Test
  void endsAsStoppedWhenTheThrottleLetsNoMoreThrough() {
    var shut =
        new Throttle() {
          @Override
          public void awaitDown(int bytes) {}

          @Override
          public void awaitUp(int bytes) throws InterruptedIOException {
            throw new InterruptedIOException("paused");
          }
        };
    try (var server = RawServer.start((_, out) -> Answers.page(out, "<h1>x</h1>"));
        var scraper = new TestScraper(() -> NetworkView.NOTHING, shut, server.authority())) {
      assertThat(scraper.code(server.url("/"))).isEqualTo("STOPPED");
      assertThat(server.requests()).isEmpty();
    }
  }

  private static long wireLength(String head) {
    return head.length() + head.lines().count() + 2;
  }

  private static String code(RawServer.Answer answer, PageLimits limits) {
    try (var server = RawServer.start(Answers.withoutRobots(answer));
        var scraper = new TestScraper(server.authority()).limits(limits)) {
      return TestScraper.code(
          scraper.scrape(server.url("/"), new Field("heading", "h1", null, false)));
    }
  }

  private static RawServer.Answer endless(String start, String again) {
    return (_, out) -> {
      out.write(Answers.utf8(start));
      var chunk = Answers.utf8(again.repeat(1_000));
      while (true) {
        out.write(chunk);
      }
    };
  }

  private static RawServer.Answer gzipped(byte[] body) {
    return (String _, OutputStream out) ->
        Answers.send(out, "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", body);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
