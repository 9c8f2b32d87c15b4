package network.lumora.proof.fraud;

import java.util.Optional;

/**
 * A nonce is good for one window of its receiver. The same receipt again is no replay: an
 * acknowledgement was lost, and it counts once.
 */
public final class Replay {
  private Replay() {}

  /** Where a nonce was used. */
  public record Use(String grantId, long sequence) {}

  /**
   * @param before where this receiver's nonce was used before, if it was
   */
  public static Optional<Finding> judge(String nonce, Use now, Optional<Use> before) {
    return before
        .filter(use -> !use.equals(now))
        .map(use -> new Finding.Replayed(nonce, use.grantId(), use.sequence()));
  }
}
