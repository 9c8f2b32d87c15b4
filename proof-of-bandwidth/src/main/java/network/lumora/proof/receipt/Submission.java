package network.lumora.proof.receipt;

import java.time.Duration;
import java.time.Instant;
import network.lumora.protocol.message.WindowReceipt;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which receipts go to the coordinator: the first, one for every ten seconds, and the last.
 * The counters are cumulative, so nothing is lost between. For one thread.
 */
public final class Submission {
  public static final Duration EVERY = Duration.ofSeconds(10);

  /** What comes later than this after the grant's end is not paid. */
  public static final Duration LATEST = Duration.ofHours(24);

  private @Nullable Instant submitted;

  /**
   * @param isLast whether the session ends with it
   */
  public boolean wants(WindowReceipt receipt, boolean isLast) {
    var before = submitted;
    if (isLast || before == null || !receipt.endedAt().isBefore(before.plus(EVERY))) {
      submitted = receipt.endedAt();
      return true;
    }
    return false;
  }
}
