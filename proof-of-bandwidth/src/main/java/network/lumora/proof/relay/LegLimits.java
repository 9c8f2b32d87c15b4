package network.lumora.proof.relay;

import network.lumora.proof.grant.Terms;
import network.lumora.protocol.relay.Records;

/**
 * What may be unsigned on a leg on which both ends send at once.
 *
 * <p>The payer has two windows: one that is signed and waits for the provider, and an open one.
 * What the provider has sent and the payer has not seen yet must fit into them, whatever the payer
 * sends meanwhile; else two honest ends would call each other cheats. So the provider leaves less
 * than one window unsigned, and the payer sends only what leaves room for all of that. A record
 * lies in one window, so each window may end one record early.
 */
record LegLimits(long windowBytes, long maxBytes) {
  static final int RECORD_BYTES = Records.MAX_BYTES;

  /** Below this, windows would be all rest. */
  private static final int LEAST_RECORDS = 8;

  static LegLimits of(Terms terms) {
    long window = terms.windowBytes().count();
    if (window < (long) LEAST_RECORDS * RECORD_BYTES) {
      throw new IllegalArgumentException(
          "a relay's window of %d bytes holds less than %d records"
              .formatted(window, LEAST_RECORDS));
    }
    return new LegLimits(window, terms.maxBytes().count());
  }

  /** The most that the provider sends beyond its newest receipt. */
  long unsignedUp() {
    return windowBytes - 2L * RECORD_BYTES;
  }

  /** The most that an honest payer has sent beyond the provider's newest receipt. */
  long unsignedDown() {
    return 2 * windowBytes;
  }

  /**
   * A window is signed before it is full, so that the provider need not wait: 0.18 % of it is
   * receipt then.
   */
  long signedFrom() {
    return windowBytes * 5 / 8;
  }

  /** What the provider leaves of a grant for what may be on its way down. */
  long reserve() {
    return unsignedDown();
  }
}
