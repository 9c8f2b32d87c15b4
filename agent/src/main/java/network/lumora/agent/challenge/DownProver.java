package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.proof.challenge.Transcript;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;

/**
 * Proves how fast this end receives: acknowledges every millisecond, or every 32 datagrams, what it
 * has, with the transcript that only somebody with all the bytes can make.
 */
public final class DownProver implements ProverEnd {
  private static final long ACK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int ACK_DATAGRAMS = 32;

  private final SlotDatagrams datagrams;
  private final Knock knock;
  private final Lifetime lifetime;
  private final Transcript transcript = new Transcript();
  private final int[] order = new int[SlotShape.MAX_DATAGRAMS];
  private final BitSet seen = new BitSet(SlotShape.MAX_DATAGRAMS);
  private final byte[] payload = new byte[Keystream.PAYLOAD_BYTES];
  private int count;
  private boolean isEnded;
  private int acknowledged;
  private long acknowledgedNanos = Long.MIN_VALUE / 2;
  private final Ending<ProverResult> ending = new Ending<>();

  /**
   * @param giveUpNanos when it is no use to wait for the slot any longer
   */
  public DownProver(SlotToken token, long giveUpNanos) {
    this.datagrams = new SlotDatagrams(token);
    this.knock = new Knock(datagrams);
    this.lifetime = new Lifetime(giveUpNanos);
  }

  @Override
  public long due(long nanos, Path path) {
    if (ending.isAborted() || lifetime.isOver(nanos)) {
      datagrams.sendAbort(path);
      ending.is(
          isEnded && !ending.isAborted()
              ? done()
              : new ProverResult.Undone(knock.isWelcome(), ending.isAborted()));
      return NEVER;
    }
    if (count == 0) {
      return Math.min(knock.due(nanos, path), lifetime.endNanos());
    }
    if (count > acknowledged && nanos - acknowledgedNanos >= ACK_NANOS) {
      acknowledge(nanos, path);
    }
    return count > acknowledged ? acknowledgedNanos + ACK_NANOS : lifetime.endNanos();
  }

  @Override
  public void received(ByteBuffer in, long nanos, Path path) {
    switch (datagrams.type(in)) {
      case WELCOME -> knock.welcomed(in, nanos, path);
      case DATA -> data(in, nanos, path);
      case END -> ended(nanos, path);
      case ASK -> answer(SlotDatagrams.number(in), path);
      case DONE -> agree(in);
      case ABORT -> ending.is(new ProverResult.Undone(true, false));
      case NONE, HELLO, READY, START, ACK, NONCE, ORDER -> {}
    }
  }

  private void data(ByteBuffer in, long nanos, Path path) {
    int sequence = SlotDatagrams.dataSequence(in);
    if (sequence < 0 || sequence >= SlotShape.MAX_DATAGRAMS || seen.get(sequence)) {
      return;
    }
    lifetime.heard(nanos);
    seen.set(sequence);
    order[count++] = sequence;
    in.get(SlotDatagrams.PAYLOAD, payload);
    transcript.add(payload, 0, payload.length);
    if (count - acknowledged >= ACK_DATAGRAMS || nanos - acknowledgedNanos >= ACK_NANOS) {
      acknowledge(nanos, path);
    }
  }

  private void acknowledge(long nanos, Path path) {
    if (count > 0 && path.send(datagrams.count(DatagramType.ACK, count, transcript))) {
      acknowledged = count;
      acknowledgedNanos = nanos;
    }
  }

  private void ended(long nanos, Path path) {
    isEnded = true;
    acknowledge(nanos, path);
  }

  private void answer(int from, Path path) {
    if (from >= 0 && from <= count) {
      path.send(datagrams.order(from, order, count));
    }
  }

  /** The last acknowledgements may have been lost: then the challenger counts less than came. */
  private void agree(ByteBuffer in) {
    int counted = SlotDatagrams.number(in);
    var told = new byte[Transcript.BYTES];
    SlotDatagrams.readTranscript(in, told, 0);
    if (counted > 0 && (counted < count || (counted == count && transcript.equalTo(told, 0)))) {
      ending.is(
          new ProverResult.Done(
              new Bytes((long) counted * Keystream.PAYLOAD_BYTES), Sha256.fromBytes(told)));
    }
  }

  private ProverResult done() {
    return new ProverResult.Done(
        new Bytes((long) count * Keystream.PAYLOAD_BYTES), transcript.value());
  }

  @Override
  public boolean isOver() {
    return ending.isOver();
  }

  @Override
  public void abort() {
    ending.abort();
  }

  @Override
  public ProverResult result() {
    return ending.result();
  }
}
