package network.lumora.bridge.agent;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Some receipts.
 *
 * @param next the cursor for more, null at the end
 */
public record ReceiptPage(List<ReceiptRow> receipts, @Nullable String next) {
  public ReceiptPage {
    receipts = List.copyOf(receipts);
  }

  /**
   * A settled receipt exactly as it is stored, for others to verify.
   *
   * @param delivered of a session: all of it up to this receipt, both directions
   * @param session the id of the grant of a relay; null for a page's
   * @param envelope DSSE
   * @param logged index, tree size, path and checkpoint
   */
  public record ReceiptRow(
      String id,
      String coordinator,
      long sequence,
      Instant settledAt,
      Bytes delivered,
      @Nullable String session,
      JsonText envelope,
      JsonText logged) {}
}
