package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import network.lumora.proof.challenge.Freshness;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.Progress;
import network.lumora.proof.challenge.Transcript;

/**
 * What came from a prover that sends, in the order in which it came; looked at when the slot is
 * over. One thread.
 */
final class Arrivals {
  private final byte[] payloads;
  private final int[] sequences;
  private final int[] nonces;
  private final long[] nanos;
  private final BitSet seen;
  private int size;
  private int fresh;

  Arrivals(int datagrams) {
    payloads = new byte[datagrams * Keystream.PAYLOAD_BYTES];
    sequences = new int[datagrams];
    nonces = new int[datagrams];
    nanos = new long[datagrams];
    seen = new BitSet(datagrams);
  }

  /** Notes a DATA; one beyond the train, or again, is passed over. */
  void add(ByteBuffer in, long when) {
    int sequence = SlotDatagrams.dataSequence(in);
    if (sequence < 0 || sequence >= sequences.length || seen.get(sequence)) {
      return;
    }
    seen.set(sequence);
    sequences[size] = sequence;
    nonces[size] = SlotDatagrams.dataNonce(in);
    nanos[size] = when;
    in.get(
        SlotDatagrams.PAYLOAD, payloads, size * Keystream.PAYLOAD_BYTES, Keystream.PAYLOAD_BYTES);
    size++;
  }

  int size() {
    return size;
  }

  long lastNanos() {
    return nanos[size - 1];
  }

  /**
   * Whether each is what the prover had to send, with a nonce that it could have.
   *
   * @param transcript empty; gets what came fresh
   * @param progress empty; likewise
   */
  boolean areTrue(
      Nonces given, Freshness rule, int bytesEach, Transcript transcript, Progress progress) {
    var expected = new byte[Keystream.PAYLOAD_BYTES];
    for (int i = 0; i < size; i++) {
      if (!given.wasGivenOut(nonces[i])) {
        return false;
      }
      given.stream(nonces[i]).write(sequences[i], expected, 0);
      int from = i * expected.length;
      if (!Arrays.equals(expected, 0, expected.length, payloads, from, from + expected.length)) {
        return false;
      }
      if (given.isFresh(nonces[i], nanos[i], rule)) {
        fresh++;
        transcript.add(expected, 0, expected.length);
        progress.add(nanos[i], (long) fresh * bytesEach);
      }
    }
    return true;
  }

  /** How many were true and came in time. */
  int fresh() {
    return fresh;
  }
}
