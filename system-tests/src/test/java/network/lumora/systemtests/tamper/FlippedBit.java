package network.lumora.systemtests.tamper;

import java.nio.charset.StandardCharsets;
import network.lumora.systemtests.network.Tap;

/** Flips one bit of the first response that carries results, counted from the start of its body. */
final class FlippedBit implements Tap.Watcher {
  /** Where to flip when nothing is to be changed. */
  static final int NOWHERE = -1;

  private final int target;
  private final int bit;
  private boolean inResults;
  private int seen;
  private boolean flipped;

  FlippedBit(int target, int bit) {
    this.target = target;
    this.bit = bit;
  }

  /** Bytes of the results' body so far, chunk headers included. */
  int seen() {
    return seen;
  }

  boolean hasFlipped() {
    return flipped;
  }

  @Override
  public void see(byte[] bytes, int length) {
    int start = inResults ? 0 : startOfResults(bytes, length);
    if (start < 0) {
      return;
    }
    inResults = true;
    int at = start + target - seen;
    if (target != NOWHERE && !flipped && at >= start && at < length) {
      bytes[at] ^= (byte) (1 << bit);
      flipped = true;
    }
    seen += length - start;
  }

  /** The header comes in one piece from our own server on loopback. */
  private static int startOfResults(byte[] bytes, int length) {
    var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int type = text.indexOf("application/x-ndjson");
    return type < 0 ? -1 : text.indexOf("\r\n\r\n", type) + 4;
  }
}
