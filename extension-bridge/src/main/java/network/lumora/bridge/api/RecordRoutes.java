package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.UsageQuery;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.RefusedCall;

/** What happened: journal, usage, receipts and earnings. */
final class RecordRoutes {
  private static final int DEFAULT_LIMIT = 50;

  private final JournalReader journal;
  private final ReceiptReader receipts;
  private final Answers answers;
  private final Documents documents;

  RecordRoutes(
      JournalReader journal, ReceiptReader receipts, Answers answers, Documents documents) {
    this.journal = journal;
    this.receipts = receipts;
    this.answers = answers;
    this.documents = documents;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/journal", Need.READ, this::page),
        Route.get("/v1/journal/export", Need.READ, c -> new Export(journal, answers).answer(c)),
        Route.delete("/v1/journal", Need.ADMIN, this::delete),
        Route.get("/v1/usage", Need.READ, this::usage),
        Route.get("/v1/receipts", Need.READ, this::receipts),
        Route.get("/v1/keys", Need.READ, c -> answers.write(c, receipts.keys())),
        Route.get("/v1/earnings", Need.READ, c -> answers.write(c, receipts.earnings())));
  }

  private void page(Context context) throws IOException {
    answers.write(context, documents.read(() -> journal.page(query(context))));
  }

  private void usage(Context context) throws IOException {
    answers.write(context, documents.read(() -> journal.usage(usageQuery(context))));
  }

  private void delete(Context context) throws IOException {
    journal.deleteAll();
    context.status(204);
  }

  private void receipts(Context context) throws IOException {
    int limit = Queries.number(context, "limit", DEFAULT_LIMIT);
    if (limit < 1 || limit > JournalQuery.MAX_LIMIT) {
      throw new RefusedCall(Code.MALFORMED, "limit is 1 to " + JournalQuery.MAX_LIMIT);
    }
    var before = Queries.text(context, "before");
    answers.write(context, documents.read(() -> receipts.receipts(before, limit)));
  }

  private static JournalQuery query(Context context) {
    var after = Queries.number(context, "after");
    return new JournalQuery(
        after == null ? JournalQuery.Order.NEWEST_FIRST : JournalQuery.Order.OLDEST_FIRST,
        after == null ? Queries.number(context, "before") : after,
        Queries.number(context, "limit", DEFAULT_LIMIT),
        Queries.word(context, "outcome", JournalRow.Outcome.class),
        Queries.text(context, "site"),
        Queries.text(context, "q"));
  }

  private static UsageQuery usageQuery(Context context) {
    var bucket = Queries.word(context, "bucket", UsageQuery.Bucket.class);
    return new UsageQuery(
        Queries.day(context, "from"),
        Queries.day(context, "to"),
        Queries.required("bucket", bucket));
  }
}
