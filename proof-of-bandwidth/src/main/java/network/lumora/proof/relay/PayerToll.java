package network.lumora.proof.relay;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.passage.Toll;
import network.lumora.protocol.relay.RecordKind;

/**
 * The payer's side of a paid leg: counts, signs windows, and checks the agent's signatures: the
 * first, and one a second. Those between are checked by the coordinator if one is handed in: only
 * the agent loses by a wrong one.
 */
public final class PayerToll implements Toll {
  /** The book's time, an own ticker, and fresh ids. */
  public record Times(Supplier<Instant> coordinator, LongSupplier nanos, Supplier<String> ids) {}

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Terms terms;
  private final PayingLeg leg;
  private final Times times;
  private final Consumer<Envelope> confirmed;
  private final RelayChunks chunks = new RelayChunks();
  private final Deque<Slip> slips = new ArrayDeque<>();
  private final Deque<Envelope> waiting = new ArrayDeque<>();
  private volatile long bytes;
  private boolean isOpen;
  private long openedNanos;
  private boolean hasChecked;
  private long checkedNanos;

  /**
   * @param confirmed told of each receipt with both signatures, of which the agent's may be wrong
   */
  public PayerToll(Terms terms, Signer payer, Times times, Consumer<Envelope> confirmed)
      throws ProtocolException {
    this.terms = terms;
    this.leg = new PayingLeg(terms, payer);
    this.times = times;
    this.confirmed = confirmed;
  }

  @Override
  public Optional<Slip> due(boolean isHeldUp) {
    if (slips.isEmpty() && isDue(isHeldUp)) {
      sign();
    }
    return Optional.ofNullable(slips.pollFirst());
  }

  @Override
  public boolean isDue(boolean isHeldUp) {
    return !slips.isEmpty() || leg.isDue(elapsedMicros(), isHeldUp);
  }

  private long elapsedMicros() {
    return isOpen ? TimeUnit.NANOSECONDS.toMicros(times.nanos.getAsLong() - openedNanos) : 0;
  }

  private void sign() {
    long micros = elapsedMicros();
    var ended = times.coordinator.get();
    var started = ended.minusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    var receipt = leg.sign(new WindowTimes(started, ended, micros, 0), times.ids.get());
    isOpen = false;
    waiting.addLast(receipt);
    slips.addLast(Slip.of(RecordKind.RECEIPT, network.lumora.proof.receipt.Slip.write(receipt)));
  }

  /** A receipt that is signed goes out first: what follows is not in it. */
  @Override
  public boolean maySend(int bytes) {
    if (leg.mustSignFor(bytes) && slips.isEmpty() && leg.maySend(bytes)) {
      sign();
    }
    return slips.isEmpty() && leg.maySend(bytes);
  }

  @Override
  public void sent(ByteBuffer record) throws ProtocolException {
    leg.sent(record.remaining());
    moved();
  }

  @Override
  public void received(ByteBuffer record) throws ProtocolException {
    var chunk = chunks.of(record);
    if (leg.mustSignFor(chunk.bytes())) {
      sign();
    }
    leg.received(chunk);
    moved();
  }

  /** What has moved, both directions together. From any thread. */
  public long bytes() {
    return bytes;
  }

  private void moved() {
    bytes = leg.bytes();
    if (!isOpen) {
      isOpen = true;
      openedNanos = times.nanos.getAsLong();
    }
  }

  @Override
  public void heard(RecordKind kind, byte[] body) throws ProtocolException {
    var oldest = waiting.pollFirst();
    if (kind != RecordKind.SIGNATURE
        || oldest == null
        || body.length != PublicKey.SIGNATURE_BYTES) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER, "expected the agent's signature on a receipt, not " + kind);
    }
    var signatures = new ArrayList<>(oldest.signatures());
    signatures.add(new Signature(terms.provider(), body));
    var both = new Envelope(oldest.payloadType(), oldest.payload(), signatures);
    leg.countersigned(both, isToBeChecked());
    confirmed.accept(both);
  }

  private boolean isToBeChecked() {
    long now = times.nanos.getAsLong();
    boolean check = !hasChecked || now - checkedNanos >= CHECK_NANOS;
    if (check) {
      hasChecked = true;
      checkedNanos = now;
    }
    return check;
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }
}
