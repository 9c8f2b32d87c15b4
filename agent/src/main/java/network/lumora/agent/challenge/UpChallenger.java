package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import network.lumora.proof.challenge.Freshness;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.Progress;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.proof.challenge.SlotValue;
import network.lumora.proof.challenge.Transcript;
import network.lumora.protocol.units.Bytes;

/**
 * Measures how fast a prover sends: starts it, gives it fresh nonces, and times what arrives by its
 * own clock.
 */
public final class UpChallenger implements ChallengerEnd {
  /** One for each period of the longest slot. */
  static final int MAX_NONCES = (int) (SlotShape.MAX_DURATION_NANOS / Freshness.PERIOD_NANOS);

  private static final long START_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** A datagram may be overtaken by the end by so much. */
  private static final long REORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SlotTerms terms;
  private final SlotDatagrams datagrams;
  private final Nonces nonces;
  private final Arrivals arrivals;
  private boolean isStarted;
  private long startedNanos;
  private long firstNanos;
  private long startAgainNanos;
  private OptionalInt told = OptionalInt.empty();
  private long toldNanos;
  private final Ending<SlotResult> ending = new Ending<>();

  /**
   * @param random that nobody can guess
   */
  public UpChallenger(SlotTerms terms, RandomGenerator random) {
    this.terms = terms;
    this.datagrams = new SlotDatagrams(terms.token());
    this.nonces = new Nonces(terms.key(), random);
    this.arrivals = new Arrivals(terms.shape().datagrams());
  }

  @Override
  public long due(long nanos, Path path) {
    if (ending.isAborted()) {
      datagrams.sendAbort(path);
      fail(SlotResult.Fault.ABORTED, "this challenger was told to stop");
      return NEVER;
    }
    if (nanos < terms.startNanos()) {
      return terms.startNanos();
    }
    if (!isStarted) {
      isStarted = true;
      startedNanos = nanos;
      startAgainNanos = nanos;
    }
    if (isComplete(nanos)) {
      judge(path);
      return NEVER;
    }
    return Math.min(start(nanos, path), Math.min(renew(nanos, path), endNanos()));
  }

  private boolean isComplete(long nanos) {
    return nanos >= endNanos() || (told.isPresent() && arrivals.size() >= told.getAsInt());
  }

  private long endNanos() {
    long patience = startedNanos + terms.shape().durationNanos() + Closing.PATIENCE_NANOS;
    return told.isPresent() ? Math.min(patience, toldNanos + REORDER_NANOS) : patience;
  }

  private long start(long nanos, Path path) {
    if (arrivals.size() > 0) {
      return NEVER;
    }
    if (nanos >= startAgainNanos) {
      startAgainNanos = nanos + START_AGAIN_NANOS;
      path.send(
          datagrams.start(
              nonces.value(0), terms.shape().rate().count(), terms.shape().durationNanos()));
    }
    return startAgainNanos;
  }

  /** Once each: if one is lost, the next one comes before the bytes are stale. */
  private long renew(long nanos, Path path) {
    int newest = (int) ((nanos - startedNanos) / Freshness.PERIOD_NANOS);
    if (newest > MAX_NONCES) {
      return NEVER;
    }
    if (newest > nonces.newest()) {
      nonces.gaveOut(newest, nanos);
      path.send(datagrams.nonce(newest, nonces.value(newest)));
    }
    return startedNanos + (newest + 1) * Freshness.PERIOD_NANOS;
  }

  @Override
  public void received(ByteBuffer in, long nanos, Path path) {
    switch (datagrams.type(in)) {
      case DATA -> {
        if (isStarted) {
          firstNanos = arrivals.size() == 0 ? nanos : firstNanos;
          arrivals.add(in, nanos);
        }
      }
      case END -> ended(in, nanos);
      case ABORT -> fail(SlotResult.Fault.ABORTED, "the prover has stopped");
      case NONE, HELLO, WELCOME, READY, START, ACK, NONCE, ASK, ORDER, DONE -> {}
    }
  }

  private void ended(ByteBuffer in, long nanos) {
    if (isStarted && told.isEmpty()) {
      told = OptionalInt.of(SlotDatagrams.number(in));
      toldNanos = nanos;
    }
  }

  private void judge(Path path) {
    var shape = terms.shape();
    var transcript = new Transcript();
    var progress = new Progress(arrivals.size());
    var rule = new Freshness(shape.durationNanos(), terms.bound().rttFloorNanos());
    int bytesEach = shape.carrier().onTheLine(Keystream.DATAGRAM_BYTES);
    if (!arrivals.areTrue(nonces, rule, bytesEach, transcript, progress)) {
      fail(SlotResult.Fault.FORGED, "other bytes came than the prover had to send");
    } else if (arrivals.fresh() == 0) {
      fail(SlotResult.Fault.SILENT, "no byte came in time");
    } else {
      for (int i = 0; i < SlotDatagrams.COPIES; i++) {
        path.send(datagrams.count(DatagramType.DONE, arrivals.fresh(), transcript));
      }
      ending.is(measured(transcript, progress));
    }
  }

  private SlotResult measured(Transcript transcript, Progress progress) {
    return new SlotResult.Measured(
        new Bytes((long) arrivals.fresh() * Keystream.PAYLOAD_BYTES),
        SlotValue.of(progress, startedNanos, terms.bound()),
        transcript.value(),
        firstNanos - startedNanos,
        startedNanos);
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
