package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import network.lumora.bridge.agent.JournalPage;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.RefusedCall;

/** The whole journal, oldest first, a page in memory at a time. */
final class Export {
  private final JournalReader journal;
  private final Answers answers;

  Export(JournalReader journal, Answers answers) {
    this.journal = journal;
    this.answers = answers;
  }

  void answer(Context context) throws IOException {
    switch (String.valueOf(context.queryParam("format"))) {
      case "csv" -> stream(context, "csv", "text/csv; charset=utf-8", Csv.HEADER, Csv::line);
      case "jsonl" -> stream(context, "jsonl", "application/x-ndjson", "", this::json);
      default -> throw new RefusedCall(Code.MALFORMED, "format is csv or jsonl");
    }
  }

  private String json(JournalRow row) {
    return answers.json(row) + "\n";
  }

  private void stream(
      Context context, String ending, String type, String header, Function<JournalRow, String> line)
      throws IOException {
    var page = pageAfter(0);
    context
        .contentType(type)
        .header("Content-Disposition", "attachment; filename=\"lumora-journal." + ending + "\"");
    var out = context.res().getOutputStream();
    write(out, header);
    while (!page.rows().isEmpty()) {
      for (var row : page.rows()) {
        write(out, line.apply(row));
      }
      page = pageAfter(page.rows().getLast().number());
    }
  }

  private JournalPage pageAfter(long number) throws IOException {
    return journal.page(JournalQuery.after(number, JournalQuery.MAX_LIMIT));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
