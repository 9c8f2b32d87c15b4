package network.lumora.protocol.message;

import java.util.List;

/**
 * What became of {@link SessionReceipts}.
 *
 * @param taken how many count, now or since they came first
 * @param refused those that do not count, in the order in which they were handed in
 */
public record ReceiptsTaken(int taken, List<RefusedReceipt> refused) {
  public ReceiptsTaken {
    Text.requireRange("taken", taken, 0, SessionReceipts.MAX);
    Text.requireRange("number of refused", refused.size(), 0, (long) SessionReceipts.MAX - taken);
    refused = List.copyOf(refused);
  }
}
