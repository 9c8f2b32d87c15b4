package network.lumora.proof.challenge;

import network.lumora.protocol.units.BytesPerSecond;

/** Finds out about how fast an unknown line is, by coarse trains that grow. */
public final class CoarseSearch {
  /** 20 Mbit/s: few lines are slower, and 75 kB do not hurt those that are. */
  public static final BytesPerSecond BEGIN = new BytesPerSecond(2_500_000);

  /** 1 Gbit/s; beyond it this way of measuring is not exact. */
  public static final BytesPerSecond END = new BytesPerSecond(125_000_000);

  private static final int GROWTH = 4;

  /** A line that lets so much of a train through may be faster still. */
  private static final double LIMITED = 0.9;

  private CoarseSearch() {}

  /**
   * Whether the train has met the line's limit, so that its estimate is one.
   *
   * @param rate of the train
   */
  public static boolean isFound(BytesPerSecond rate, BytesPerSecond estimate) {
    return rate.compareTo(END) >= 0 || estimate.count() < LIMITED * rate.count();
  }

  /** The next train's rate after one that met no limit. */
  public static BytesPerSecond faster(BytesPerSecond rate) {
    return new BytesPerSecond(Math.min(END.count(), GROWTH * rate.count()));
  }
}
