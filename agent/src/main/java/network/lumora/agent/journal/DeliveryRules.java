package network.lumora.agent.journal;

import java.sql.Connection;
import java.sql.SQLException;
import network.lumora.protocol.identity.PublicKey;

/**
 * How a delivery ends, in outbox and journal together; inside a transaction. Each answers the
 * number of the journal's row that changed, 0 if none did.
 */
final class DeliveryRules {
  static final String UNPAID = "unpaid: ";

  /** A delivery that is gone was closed before: its row keeps what it said then. */
  long close(Connection connection, PublicKey coordinator, long sequence, String end)
      throws SQLException {
    boolean waited =
        Sql.change(
                connection,
                "DELETE FROM outbox WHERE coordinator = ? AND sequence = ?",
                coordinator.toString(),
                sequence)
            == 1;
    if (waited && end.startsWith(UNPAID)) {
      Sql.change(
          connection,
          "INSERT INTO tally (name, count) VALUES ('unpaid', 1)"
              + " ON CONFLICT (name) DO UPDATE SET count = count + 1");
    }
    return waited ? setRow(connection, coordinator, sequence, end) : 0;
  }

  /** Only a delivery that still waits is shown as broken. */
  long mark(Connection connection, PublicKey coordinator, long sequence, String state)
      throws SQLException {
    boolean waits =
        Sql.number(
                connection,
                "SELECT COUNT(*) FROM outbox WHERE coordinator = ? AND sequence = ?",
                coordinator.toString(),
                sequence)
            == 1;
    return waits ? setRow(connection, coordinator, sequence, state) : 0;
  }

  private static long setRow(
      Connection connection, PublicKey coordinator, long sequence, String receipt)
      throws SQLException {
    return Sql.number(
        connection,
        "UPDATE journal SET receipt = ? WHERE coordinator = ? AND sequence = ? RETURNING number",
        receipt,
        coordinator.toString(),
        sequence);
  }
}
