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
   * @param envelope DSSE
   * @param logged index, tree size, path and checkpoint
   */
  public record ReceiptRow(
      String id,
      String coordinator,
      long sequence,
      Instant settledAt,
      Bytes delivered,
      JsonText envelope,
      JsonText logged) {}
}
