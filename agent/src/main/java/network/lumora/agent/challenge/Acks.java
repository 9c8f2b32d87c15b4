package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.Arrays;
import network.lumora.proof.challenge.Progress;
import network.lumora.proof.challenge.Transcript;

/** The acknowledgements of a slot, each for more datagrams than the one before. One thread. */
final class Acks {
  private final int[] counts;
  private final long[] nanos;
  private final byte[] transcripts;
  private int size;

  Acks(int datagrams) {
    counts = new int[datagrams];
    nanos = new long[datagrams];
    transcripts = new byte[datagrams * Transcript.BYTES];
  }

  /** Notes an ACK, unless it tells nothing new. */
  void add(ByteBuffer ack, long when) {
    int count = SlotDatagrams.number(ack);
    if (count > highest()) {
      counts[size] = count;
      nanos[size] = when;
      SlotDatagrams.readTranscript(ack, transcripts, size * Transcript.BYTES);
      size++;
    }
  }

  /** How many datagrams are acknowledged. */
  int highest() {
    return size == 0 ? 0 : counts[size - 1];
  }

  /** How the bytes grew, by the times at which the acknowledgements came. */
  Progress progress(int bytesEach) {
    var progress = new Progress(size);
    for (int i = 0; i < size; i++) {
      progress.add(nanos[i], (long) counts[i] * bytesEach);
    }
    return progress;
  }

  /** Whether an acknowledgement of so many datagrams, if there is one, has this transcript. */
  boolean agrees(int count, Transcript transcript) {
    int place = Arrays.binarySearch(counts, 0, size, count);
    return place < 0 || transcript.equalTo(transcripts, place * Transcript.BYTES);
  }
}
