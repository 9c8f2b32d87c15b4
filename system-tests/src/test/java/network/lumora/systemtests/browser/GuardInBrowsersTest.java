package network.lumora.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.lumora.systemtests.network.Network;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a browser can be made to send to the agent is refused before a handler runs. */
class GuardInBrowsersTest {
  private static final String LOOPBACK = "127.0.0.1";

  /** A name of the attacker's that by now leads to this computer. */
  private static final String REBOUND = "rebound.example";

  @TempDir Path folder;

  /** Where an attempt is made. */
  enum Place {
    PAGE,
    SANDBOXED_FRAME,
    REBOUND_PAGE,
    OTHER_EXTENSION
  }

  /** Whose origin the browser tells the agent. */
  enum Told {
    OWN,
    NULL,
    NONE
  }

  /**
   * @param script with {@code API} for the agent's scheme, host and port
   */
  record Attempt(String what, Place place, String script, Told told, String code) {}

  private static final String PAUSE_BODY = "body: '{\"seconds\":0}'";
  private static final String JSON = "headers: {'Content-Type': 'application/json'}";

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt("read", Place.PAGE, "fetch(API + '/v1/status')", Told.OWN, "ORIGIN_REFUSED"),
          new Attempt(
              "read without asking to see the answer",
              Place.PAGE,
              "fetch(API + '/v1/status', {mode: 'no-cors'})",
              Told.NONE,
              "SITE_REFUSED"),
          new Attempt(
              "post what needs no preflight",
              Place.PAGE,
              "fetch(API + '/v1/pause', {method: 'POST', mode: 'no-cors', " + PAUSE_BODY + "})",
              Told.OWN,
              "ORIGIN_REFUSED"),
          new Attempt(
              "post JSON, which needs a preflight",
              Place.PAGE,
              "fetch(API + '/v1/pause', {method: 'POST', " + JSON + ", " + PAUSE_BODY + "})",
              Told.OWN,
              "ORIGIN_REFUSED"),
          new Attempt(
              "beacon",
              Place.PAGE,
              "navigator.sendBeacon(API + '/v1/pause', '{\"seconds\":0}')",
              Told.OWN,
              "ORIGIN_REFUSED"),
          new Attempt("form", Place.PAGE, form("document.body"), Told.OWN, "ORIGIN_REFUSED"),
          new Attempt(
              "WebSocket",
              Place.PAGE,
              "new WebSocket(API.replace('http', 'ws') + '/v1/events')",
              Told.OWN,
              "ORIGIN_REFUSED"),
          new Attempt(
              "EventSource",
              Place.PAGE,
              "new EventSource(API + '/v1/events')",
              Told.OWN,
              "ORIGIN_REFUSED"),
          new Attempt("image", Place.PAGE, tag("img"), Told.NONE, "DESTINATION_REFUSED"),
          new Attempt("script", Place.PAGE, tag("script"), Told.NONE, "DESTINATION_REFUSED"),
          new Attempt("frame", Place.PAGE, tag("iframe"), Told.NONE, "DESTINATION_REFUSED"),
          new Attempt(
              "navigation",
              Place.PAGE,
              "open(API + '/v1/status')",
              Told.NONE,
              "DESTINATION_REFUSED"),
          new Attempt(
              "pairing",
              Place.PAGE,
              "fetch(API + '/v1/pair/start', {method: 'POST', " + JSON + ", body: '{}'})",
              Told.OWN,
              "ORIGIN_REFUSED"),
          new Attempt(
              "read with no origin of its own",
              Place.SANDBOXED_FRAME,
              "fetch(API + '/v1/status')",
              Told.NULL,
              "ORIGIN_REFUSED"),
          new Attempt(
              "post with no origin of its own",
              Place.SANDBOXED_FRAME,
              "fetch(API + '/v1/pause', {method: 'POST', mode: 'no-cors', " + PAUSE_BODY + "})",
              Told.NULL,
              "ORIGIN_REFUSED"),
          new Attempt(
              "read by another name of this computer",
              Place.REBOUND_PAGE,
              "fetch(API + '/v1/hello', {mode: 'no-cors'})",
              Told.NONE,
              "WRONG_HOST"),
          new Attempt(
              "WebSocket by another name",
              Place.REBOUND_PAGE,
              "new WebSocket(API.replace('http', 'ws') + '/v1/events')",
              Told.OWN,
              "WRONG_HOST"),
          new Attempt(
              "frame by another name", Place.REBOUND_PAGE, tag("iframe"), Told.NONE, "WRONG_HOST"),
          new Attempt(
              "read with leave for every site",
              Place.OTHER_EXTENSION,
              "fetch(API + '/v1/status')",
              Told.NONE,
              "NOT_AUTHENTICATED"),
          new Attempt(
              "post with leave for every site",
              Place.OTHER_EXTENSION,
              "fetch(API + '/v1/pause', {method: 'POST', " + JSON + ", " + PAUSE_BODY + "})",
              Told.OWN,
              "NOT_AUTHENTICATED"),
          new Attempt(
              "a guessed token",
              Place.OTHER_EXTENSION,
              "fetch(API + '/v1/status', {headers: {Authorization: 'Bearer ' + 'A'.repeat(43)}})",
              Told.NONE,
              "NOT_AUTHENTICATED"));

  private static String form(String parent) {
    return """
        (() => {
          const form = document.createElement('form');
          Object.assign(form, {method: 'POST', action: API + '/v1/pause', target: '_blank'});
          %s.append(form);
          form.submit();
        })()"""
        .formatted(parent);
  }

  private static String tag(String name) {
    return "document.body.append(Object.assign(document.createElement('%s'), {src: API + '/v1/status'}))"
        .formatted(name);
  }

  @ParameterizedTest
  @EnumSource
  void everyAttemptIsRefusedBeforeAHandlerRuns(Make make) throws IOException {
    assumeTrue(make.isInstalled(), make + " is not installed: scripts/test says how");
    var greedy =
        Path.of(
                "src/test/resources/network/lumora/systemtests/browser/greedy",
                make.name().toLowerCase(Locale.ROOT))
            .toAbsolutePath();
    try (var network = new Network(folder, LOOPBACK + ":1");
        var _ = network.startAgent("agent-1");
        var api = new LocalApi(folder.resolve("agent-1"));
        var site = new EvilSite();
        var browser = make.start(new Setup(List.of(greedy), List.of(REBOUND)))) {
      var before = api.get("/v1/limits");

      for (var attempt : ATTEMPTS) {
        new Trial(browser, site, api).isRefused(attempt);
      }

      assertThat(api.get("/v1/limits")).isEqualTo(before);
      assertThat(api.get("/v1/status").get("state").getAsString()).isNotEqualTo("PAUSED");
    }
  }

  /** One agent, one browser, and the attacker's site. */
  private record Trial(Browser browser, EvilSite site, LocalApi api) {
    void isRefused(Attempt attempt) throws IOException {
      long before = refused(attempt);
      try (var page = browser.visit(place(attempt.place()))) {
        page.run(script(attempt));
        Poll.until(
            "%s from %s is counted as %s; counted: %s"
                .formatted(attempt.what(), attempt.place(), attempt.code(), api.get("/v1/health")),
            () -> refused(attempt) > before);
      }
    }

    private URI place(Place place) {
      return switch (place) {
        case PAGE, SANDBOXED_FRAME -> site.at(LOOPBACK);
        case REBOUND_PAGE -> site.at(REBOUND);
        case OTHER_EXTENSION -> URI.create(browser.origin() + "/page.html");
      };
    }

    private String script(Attempt attempt) throws IOException {
      var host = attempt.place() == Place.REBOUND_PAGE ? REBOUND : LOOPBACK;
      var api = "const API = 'http://" + host + ":" + this.api.port() + "';";
      var script = api + "try { " + attempt.script() + "?.catch?.(() => {}) } catch {}";
      return attempt.place() == Place.SANDBOXED_FRAME ? sandboxed(script) : script;
    }

    private static String sandboxed(String script) {
      return """
          const frame = document.createElement('iframe');
          frame.sandbox = 'allow-scripts';
          frame.srcdoc = '<script>' + %s + '<' + '/script>';
          document.body.append(frame);"""
          .formatted(Page.quoted(script));
    }

    private long refused(Attempt attempt) throws IOException {
      long count = 0;
      for (var refusal : api.get("/v1/health").getAsJsonArray("refused")) {
        if (fits(refusal.getAsJsonObject(), attempt)) {
          count += refusal.getAsJsonObject().get("count").getAsLong();
        }
      }
      return count;
    }

    private boolean fits(JsonObject refusal, Attempt attempt) {
      return refusal.get("code").getAsString().equals(attempt.code())
          && text(refusal.get("origin")).equals(origin(attempt));
    }

    private static String text(@Nullable JsonElement origin) {
      return origin == null || origin.isJsonNull() ? "" : origin.getAsString();
    }

    private String origin(Attempt attempt) {
      return switch (attempt.told()) {
        case NONE -> "";
        case NULL -> "null";
        case OWN ->
            attempt.place() == Place.OTHER_EXTENSION
                ? browser.origin()
                : place(attempt.place()).toString();
      };
    }
  }
}
