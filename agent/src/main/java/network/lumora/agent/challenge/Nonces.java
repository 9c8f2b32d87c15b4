package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import network.lumora.proof.challenge.Freshness;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.SlotKey;

/** The nonces that a challenger gives out in a slot, and when. One thread. */
final class Nonces {
  private final long[] values;
  private final long[] nanos;
  private final Keystream[] streams;
  private final SlotKey key;
  private int newest;

  /**
   * @param random that nobody can guess
   */
  Nonces(SlotKey key, RandomGenerator random) {
    this.key = key;
    values = new long[UpChallenger.MAX_NONCES + 1];
    nanos = new long[values.length];
    streams = new Keystream[values.length];
    draw(random);
  }

  /** All at once: drawn one by one they take so long that the slot would begin late. */
  private void draw(RandomGenerator random) {
    var bytes = new byte[values.length * Long.BYTES];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).asLongBuffer().get(values);
  }

  /** Notes that the nonce goes out; those that were left out are as old. */
  void gaveOut(int index, long when) {
    Arrays.fill(nanos, newest + 1, index + 1, when);
    newest = index;
  }

  int newest() {
    return newest;
  }

  long value(int index) {
    return values[index];
  }

  boolean wasGivenOut(int index) {
    return index <= newest;
  }

  boolean isFresh(int index, long when, Freshness rule) {
    return index >= newest || rule.isFresh(when, nanos[index + 1]);
  }

  Keystream stream(int index) {
    if (streams[index] == null) {
      streams[index] = key.stream(values[index]);
    }
    return streams[index];
  }
}
