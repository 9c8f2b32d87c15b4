package network.lumora.proof.challenge;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * When a low result is tried again, and what counts then.
 *
 * <p>Loss, stalls and other traffic only ever lower a slot, so the best of a few tries is nearest
 * to the truth. Each try draws its challengers anew; with three tries a majority of liars is three
 * times as likely to be drawn once.
 */
public final class Retry {
  public static final int MAX_TRIES = 3;

  /** Of what was proven before. */
  private static final double LOW = 0.9;

  private Retry() {}

  /**
   * @param tries that were made, this one included
   */
  public static boolean isDue(BytesPerSecond value, BytesPerSecond provenBefore, int tries) {
    return tries < MAX_TRIES && value.count() < LOW * provenBefore.count();
  }

  public static BytesPerSecond better(BytesPerSecond one, BytesPerSecond other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
