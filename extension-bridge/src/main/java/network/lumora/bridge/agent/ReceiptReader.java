package network.lumora.bridge.agent;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Receipts, whom they are from, and what they come to. Thread-safe. */
public interface ReceiptReader {
  /**
   * Newest first.
   *
   * @param before the cursor of the page before, null to begin at the newest
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  ReceiptPage receipts(@Nullable String before, int limit) throws IOException;

  Keys keys() throws IOException;

  Earnings earnings() throws IOException;
}
