package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.Transcript;

/**
 * All datagrams that a challenger sends in a slot, made before it begins, so that it has nothing to
 * do but send them in time. One thread.
 */
final class Train {
  private final byte[] bytes;
  private final ByteBuffer view;
  private final int datagrams;

  Train(SlotDatagrams header, SlotKey key, int datagrams) {
    this.datagrams = datagrams;
    bytes = new byte[datagrams * SlotDatagrams.DATA_BYTES];
    view = ByteBuffer.wrap(bytes);
    var stream = key.stream();
    for (int i = 0; i < datagrams; i++) {
      header.writeDataHeader(bytes, i * SlotDatagrams.DATA_BYTES, 0, i);
      stream.write(i, bytes, payload(i));
    }
  }

  private static int payload(int datagram) {
    return datagram * SlotDatagrams.DATA_BYTES + SlotDatagrams.PAYLOAD;
  }

  int datagrams() {
    return datagrams;
  }

  /** Good until the next one is asked for. */
  ByteBuffer datagram(int index) {
    int from = index * SlotDatagrams.DATA_BYTES;
    return view.limit(from + SlotDatagrams.DATA_BYTES).position(from);
  }

  /**
   * Whether a prover can have got the datagrams in this order: each at most once, with a transcript
   * that agrees with every acknowledgement.
   *
   * @param transcript empty; what it is in the end goes into the record
   */
  boolean explains(Acks acks, int[] order, Transcript transcript) {
    var seen = new boolean[datagrams];
    for (int i = 0; i < acks.highest(); i++) {
      int index = order[i];
      if (index < 0 || index >= datagrams || seen[index]) {
        return false;
      }
      seen[index] = true;
      transcript.add(bytes, payload(index), Keystream.PAYLOAD_BYTES);
      if (!acks.agrees(i + 1, transcript)) {
        return false;
      }
    }
    return true;
  }
}
