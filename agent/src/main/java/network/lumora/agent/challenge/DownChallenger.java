package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.SlotValue;
import network.lumora.proof.challenge.Transcript;
import network.lumora.protocol.units.Bytes;

/**
 * Measures how fast a prover receives: sends a train of datagrams and times the acknowledgements by
 * its own clock. Made well before the slot begins, since it makes all its bytes then.
 */
public final class DownChallenger implements ChallengerEnd {
  private final SlotTerms terms;
  private final SlotDatagrams datagrams;
  private final Train train;
  private final Acks acks;

  /** Of arrival, as the prover tells it. */
  private final int[] order;

  private int known;
  private boolean isOrderTold;
  private int sent;
  private final long[] sentNanos;
  private long minRttNanos = Long.MAX_VALUE;
  private Optional<Closing> closing = Optional.empty();
  private final Ending<SlotResult> ending = new Ending<>();

  public DownChallenger(SlotTerms terms) {
    this.terms = terms;
    this.datagrams = new SlotDatagrams(terms.token());
    int count = terms.shape().datagrams();
    this.train = new Train(datagrams, terms.key(), count);
    this.acks = new Acks(count);
    this.order = new int[count];
    this.sentNanos = new long[count];
  }

  @Override
  public long due(long nanos, Path path) {
    if (ending.isAborted()) {
      datagrams.sendAbort(path);
      fail(SlotResult.Fault.ABORTED, "this challenger was told to stop");
      return NEVER;
    }
    while (sent < train.datagrams() && nanos >= nextNanos()) {
      if (!path.send(train.datagram(sent))) {
        return nanos + Path.NO_ROOM_NANOS;
      }
      sentNanos[sent] = nanos;
      sent++;
    }
    return sent < train.datagrams() ? nextNanos() : close(nanos, path);
  }

  private long nextNanos() {
    return terms.startNanos() + terms.shape().dueNanos(sent);
  }

  private long close(long nanos, Path path) {
    var saying = closing.orElseGet(() -> new Closing(nanos));
    closing = Optional.of(saying);
    if (isOrderTold && known >= acks.highest()) {
      judge(path);
      return NEVER;
    }
    if (saying.isNoUse(nanos)) {
      fail(SlotResult.Fault.SILENT, "the prover did not tell in which order the bytes came");
      return NEVER;
    }
    if (saying.isDue(nanos)) {
      path.send(datagrams.number(DatagramType.END, sent));
      path.send(datagrams.number(DatagramType.ASK, known));
    }
    return saying.nextNanos();
  }

  @Override
  public void received(ByteBuffer in, long nanos, Path path) {
    switch (datagrams.type(in)) {
      case ACK -> acknowledged(in, nanos);
      case ORDER -> ordered(in, path);
      case ABORT -> fail(SlotResult.Fault.ABORTED, "the prover has stopped");
      case NONE, HELLO, WELCOME, READY, START, DATA, NONCE, END, ASK, DONE -> {}
    }
  }

  private void acknowledged(ByteBuffer in, long nanos) {
    int count = SlotDatagrams.number(in);
    if (count > sent) {
      fail(SlotResult.Fault.FORGED, "more was acknowledged than was sent");
    } else if (!isOrderTold && count > acks.highest()) {
      minRttNanos = Math.min(minRttNanos, nanos - sentNanos[count - 1]);
      acks.add(in, nanos);
    }
  }

  private void ordered(ByteBuffer in, Path path) {
    if (closing.isEmpty()) {
      return;
    }
    known = SlotDatagrams.readOrder(in, order, known);
    isOrderTold = true;
    if (known < acks.highest()) {
      path.send(datagrams.number(DatagramType.ASK, known));
    }
  }

  private void judge(Path path) {
    var transcript = new Transcript();
    if (acks.highest() == 0) {
      fail(SlotResult.Fault.SILENT, "no byte was acknowledged");
    } else if (!train.explains(acks, order, transcript)) {
      fail(SlotResult.Fault.FORGED, "an acknowledgement is not of the bytes that were sent");
    } else {
      for (int i = 0; i < SlotDatagrams.COPIES; i++) {
        path.send(datagrams.count(DatagramType.DONE, acks.highest(), transcript));
      }
      ending.is(measured(transcript));
    }
  }

  private SlotResult measured(Transcript transcript) {
    var progress = acks.progress(terms.shape().carrier().onTheLine(Keystream.DATAGRAM_BYTES));
    return new SlotResult.Measured(
        new Bytes((long) acks.highest() * Keystream.PAYLOAD_BYTES),
        SlotValue.of(progress, sentNanos[0], terms.bound()),
        transcript.value(),
        minRttNanos,
        sentNanos[0]);
  }

  private void fail(SlotResult.Fault fault, String detail) {
    ending.is(new SlotResult.Failed(fault, detail));
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
  public SlotResult result() {
    return ending.result();
  }
}
