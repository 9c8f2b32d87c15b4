package network.lumora.coordinator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.lumora.coordinator.view.Overview;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;

/** What watches the coordinator: the operator's page, metrics, health. Thread-safe. */
final class ViewRoutes {
  /** Nothing but this server's own files, and nobody may frame it. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final Overview overview;
  private final DocumentCodec documents = new DocumentCodec();
  private final String page = resource("operator.html");
  private final String style = resource("operator.css");
  private final String script = resource("operator.js");

  ViewRoutes(Overview overview) {
    this.overview = overview;
  }

  private static String resource(String name) {
    try (var in = ViewRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a health route answers. */
  record Health(String status) {}

  List<Route> routes() {
    return List.of(
        Route.get(
            "/operator", Access.OPEN, "The operator's page, empty without the key", this::page),
        Route.get("/operator/page.css", Access.OPEN, "Its style", this::style),
        Route.get("/operator/page.js", Access.OPEN, "Its program", this::script),
        Route.get("/v1/operator/view", Access.OPERATOR, "What the page shows", this::view),
        Route.get("/metrics", Access.OPERATOR, "Numbers in Prometheus' text format", this::metrics),
        Route.get("/health/live", Access.OPEN, "Whether the program runs", this::live),
        Route.get("/health/ready", Access.OPEN, "Whether it takes work, else 503", this::ready));
  }

  private void page(Context request) {
    request.header("Content-Security-Policy", PAGE_POLICY);
    request.contentType("text/html; charset=utf-8").result(page);
  }

  private void style(Context request) {
    request.contentType("text/css; charset=utf-8").result(style);
  }

  private void script(Context request) {
    request.contentType("text/javascript; charset=utf-8").result(script);
  }

  private void view(Context request) throws IOException, ProtocolException {
    Json.answer(request, documents.write(overview.view()));
  }

  private void metrics(Context request) throws IOException, ProtocolException {
    request.contentType(MetricsText.CONTENT_TYPE).result(MetricsText.of(overview.metrics()));
  }

  private void live(Context request) {
    Json.answer(request, documents.write(new Health("ok")));
  }

  private void ready(Context request) {
    var why = overview.whyNotReady();
    request.status(why.isEmpty() ? 200 : 503);
    Json.answer(request, documents.write(new Health(why.isEmpty() ? "ok" : why)));
  }
}
