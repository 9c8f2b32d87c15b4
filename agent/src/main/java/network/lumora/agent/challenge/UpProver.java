package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.proof.challenge.Transcript;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * Proves how fast this end sends: from the challenger's start on, bytes that could not be made
 * before, each made with the newest nonce.
 */
public final class UpProver implements ProverEnd {
  /** So many are sent before datagrams are read again. */
  private static final int BATCH = 16;

  private final SlotDatagrams datagrams;
  private final SlotKey key;
  private final Carrier carrier;
  private final BytesPerSecond maxRate;
  private final Knock knock;
  private final Lifetime lifetime;
  private final byte[] next = new byte[SlotDatagrams.DATA_BYTES];
  private final ByteBuffer nextView = ByteBuffer.wrap(next);
  private Optional<SlotShape> shape = Optional.empty();
  private Optional<Keystream> stream = Optional.empty();
  private Optional<Closing> closing = Optional.empty();
  private long startNanos;
  private int nonce;
  private int made;
  private int sent;
  private final Ending<ProverResult> ending = new Ending<>();

  /**
   * @param maxRate no slot may ask for more
   * @param giveUpNanos when it is no use to wait for the slot any longer
   */
  public UpProver(
      SlotToken token, SlotKey key, Carrier carrier, BytesPerSecond maxRate, long giveUpNanos) {
    this.datagrams = new SlotDatagrams(token);
    this.key = key;
    this.carrier = carrier;
    this.maxRate = maxRate;
    this.knock = new Knock(datagrams);
    this.lifetime = new Lifetime(giveUpNanos);
  }

  @Override
  public long due(long nanos, Path path) {
    if (ending.isAborted() || lifetime.isOver(nanos)) {
      datagrams.sendAbort(path);
      ending.is(new ProverResult.Undone(knock.isWelcome(), ending.isAborted()));
      return NEVER;
    }
    if (shape.isEmpty()) {
      return Math.min(knock.due(nanos, path), lifetime.endNanos());
    }
    return sendDue(shape.get(), nanos, path);
  }

  private long sendDue(SlotShape slot, long nanos, Path path) {
    for (int i = 0; i < BATCH && sent < slot.datagrams(); i++) {
      long due = startNanos + slot.dueNanos(sent);
      if (nanos < due) {
        return due;
      }
      if (!path.send(made())) {
        return nanos + Path.NO_ROOM_NANOS;
      }
      lifetime.heard(nanos);
      sent++;
    }
    return sent < slot.datagrams() ? nanos : close(nanos, path);
  }

  /** The next datagram; made once, even if there is no room for it at first. */
  private ByteBuffer made() {
    if (made == sent) {
      datagrams.writeDataHeader(next, 0, nonce, sent);
      stream.orElseThrow().write(sent, next, SlotDatagrams.PAYLOAD);
      made++;
    }
    return nextView.clear();
  }

  private long close(long nanos, Path path) {
    var saying = closing.orElseGet(() -> new Closing(nanos));
    closing = Optional.of(saying);
    if (saying.isDue(nanos)) {
      path.send(datagrams.number(DatagramType.END, sent));
    }
    return Math.min(saying.nextNanos(), lifetime.endNanos());
  }

  @Override
  public void received(ByteBuffer in, long nanos, Path path) {
    switch (datagrams.type(in)) {
      case WELCOME -> knock.welcomed(in, nanos, path);
      case START -> start(in, nanos);
      case NONCE -> renew(in);
      case DONE -> agree(in);
      case ABORT -> ending.is(new ProverResult.Undone(true, false));
      case NONE, HELLO, READY, DATA, ACK, END, ASK, ORDER -> {}
    }
  }

  /** Only who was given the path's cookie is believed: else this end could be made to flood. */
  private void start(ByteBuffer in, long nanos) {
    long rate = SlotDatagrams.startRate(in);
    long duration = SlotDatagrams.startDurationNanos(in);
    if (shape.isEmpty()
        && knock.isWelcome()
        && rate > 0
        && rate <= maxRate.count()
        && duration > 0
        && duration <= SlotShape.MAX_DURATION_NANOS) {
      shape = Optional.of(new SlotShape(new BytesPerSecond(rate), duration, carrier));
      stream = Optional.of(key.stream(SlotDatagrams.startNonce(in)));
      startNanos = nanos;
      lifetime.heard(nanos);
    }
  }

  private void renew(ByteBuffer in) {
    int index = SlotDatagrams.number(in);
    if (shape.isPresent() && index > nonce && index <= UpChallenger.MAX_NONCES) {
      nonce = index;
      stream = Optional.of(key.stream(SlotDatagrams.nonceValue(in)));
    }
  }

  /** The challenger has received no more than was sent; that is what can be signed. */
  private void agree(ByteBuffer in) {
    int counted = SlotDatagrams.number(in);
    if (counted > 0 && counted <= sent) {
      var told = new byte[Transcript.BYTES];
      SlotDatagrams.readTranscript(in, told, 0);
      ending.is(
          new ProverResult.Done(
              new Bytes((long) counted * Keystream.PAYLOAD_BYTES), Sha256.fromBytes(told)));
    }
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
