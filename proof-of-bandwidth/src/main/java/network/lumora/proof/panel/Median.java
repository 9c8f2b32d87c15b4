package network.lumora.proof.panel;

import java.util.List;
import network.lumora.protocol.units.BytesPerSecond;

/** The value in the middle; of an even number the lower of the two, so that doubt never pays. */
public final class Median {
  /** What is paid for follows the last eight challenges: one good day does not make a fast line. */
  public static final int REMEMBERED = 8;

  private Median() {}

  /**
   * @throws IllegalArgumentException if there is none
   */
  public static BytesPerSecond of(List<BytesPerSecond> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing has no median");
    }
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }

  /** Over the newest {@value #REMEMBERED} of a line's estimates, the oldest first. */
  public static BytesPerSecond ofNewest(List<BytesPerSecond> estimates) {
    int from = Math.max(0, estimates.size() - REMEMBERED);
    return of(estimates.subList(from, estimates.size()));
  }
}
