package network.lumora.coordinator.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import network.lumora.coordinator.book.LateResults;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteLateResults implements LateResults {
  /** Nobody is paid for them, so nobody may fill the disk with them. */
  private static final int MAX_RESULTS = 10_000;

  private static final Bytes MAX_BYTES = new Bytes(1L << 30);

  private final Sql sql;
  private final int maxResults;
  private final Bytes maxBytes;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteLateResults(Sql sql) {
    this(sql, MAX_RESULTS, MAX_BYTES);
  }

  SqliteLateResults(Sql sql, int maxResults, Bytes maxBytes) {
    this.sql = sql;
    this.maxResults = maxResults;
    this.maxBytes = maxBytes;
  }

  @Override
  public void keep(Receipt receipt, Envelope signed, Sealed sealed, Instant now)
      throws IOException {
    var statement = documents.writeBytes(signed);
    var body = sealed.bytes();
    long start = end();
    long bytes = (long) statement.length + body.length;
    sql.update(
        "INSERT INTO late_result (agent, sequence, order_id, page, received_at, receipt, sealed,"
            + " starts_at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        receipt.agent().toString(),
        receipt.sequence(),
        receipt.taskId().orderId(),
        receipt.taskId().index(),
        now.toEpochMilli(),
        statement,
        body,
        start,
        bytes);
    forgetOldest(start + bytes);
  }

  private long end() throws IOException {
    return sql.number(
        "SELECT coalesce((SELECT starts_at + bytes FROM late_result ORDER BY number DESC LIMIT 1),"
            + " 0)");
  }

  private void forgetOldest(long end) throws IOException {
    sql.update("DELETE FROM late_result WHERE starts_at < ?", end - maxBytes.count());
    sql.update(
        "DELETE FROM late_result WHERE number <= (SELECT max(number) FROM late_result) - ?",
        maxResults);
  }

  @Override
  public List<Late> of(String orderId, int page) throws IOException {
    return sql.all(
        "SELECT receipt, sealed, received_at FROM late_result WHERE order_id = ? AND page = ?"
            + " ORDER BY number DESC",
        row ->
            new Late(
                documents.readEnvelope(row.getBytes(1)),
                Sealed.of(row.getBytes(2)),
                Instant.ofEpochMilli(row.getLong(3))),
        orderId,
        page);
  }
}
