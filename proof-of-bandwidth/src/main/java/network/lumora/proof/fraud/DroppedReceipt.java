package network.lumora.proof.fraud;

import java.util.Optional;
import network.lumora.protocol.digest.Sha256;

/** The public log must still hold what the coordinator once signed that it holds. */
public final class DroppedReceipt {
  private DroppedReceipt() {}

  /**
   * What an agent has in its hand, with a proof that was checked when it came.
   *
   * @param index in the log
   * @param entrySha256 digest of the entry's bytes
   */
  public record Held(long index, Sha256 entrySha256) {}

  /**
   * @param logSize of the log as its coordinator signs it now
   * @param now digest of the entry at that index of this log; empty if the log does not give it
   */
  public static Optional<Finding> judge(Held held, long logSize, Optional<Sha256> now) {
    if (held.index() >= logSize) {
      return dropped(held, "the log has become shorter: " + logSize + " entries");
    }
    if (now.isEmpty()) {
      return dropped(held, "the log does not give the entry");
    }
    return now.get().equals(held.entrySha256())
        ? Optional.empty()
        : dropped(held, "the log has another entry there");
  }

  private static Optional<Finding> dropped(Held held, String detail) {
    return Optional.of(new Finding.Dropped(held.index(), detail));
  }
}
