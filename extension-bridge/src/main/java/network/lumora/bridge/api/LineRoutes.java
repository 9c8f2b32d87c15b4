package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.guard.Need;

/** The line, now and before. */
final class LineRoutes {
  private final LineReader line;
  private final Answers answers;
  private final Documents documents;

  LineRoutes(LineReader line, Answers answers, Documents documents) {
    this.line = line;
    this.answers = answers;
    this.documents = documents;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/line", Need.READ, c -> answers.write(c, line.line())),
        Route.get("/v1/line/history", Need.READ, this::history));
  }

  private void history(Context context) throws IOException {
    answers.write(context, documents.read(() -> line.history(query(context))));
  }

  private static LineQuery query(Context context) {
    return new LineQuery(
        Queries.instant(context, "from"),
        Queries.instant(context, "to"),
        LineQuery.Step.of(Queries.required("step", Queries.text(context, "step"))));
  }
}
