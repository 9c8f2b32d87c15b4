package network.lumora.proof.receipt;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/**
 * The end that signs first, for what has arrived. For one thread.
 *
 * <p>What {@link #sign} gives must be durable before it is sent: after a restart the same receipt
 * is sent again, never another with its sequence, which would be a fork.
 */
public final class ReceivingEnd {
  /** A window that is not full is signed after this. */
  public static final long WINDOW_MICROS = 1_000_000;

  /** The provider may fill one window while the one before waits for its signature. */
  static final int MAX_PENDING = 2;

  private final Terms terms;
  private final Signer receiver;
  private final StatementCodec statements = new StatementCodec();
  private final MessageDigest digest = NativeCryptography.sha256();
  private final List<Chunk> window = new ArrayList<>();
  private final Deque<Pending> pending = new ArrayDeque<>(MAX_PENDING);
  private Head signed;
  private Head confirmed;
  private long windowUp;
  private long windowDown;

  /**
   * A receipt that waits for the provider.
   *
   * @param head up to there
   */
  private record Pending(Envelope receipt, Head head) {}

  /**
   * @param head the newest receipt with both signatures, or the beginning
   * @param pending receipts after it that this end had signed before a restart, in order
   */
  public ReceivingEnd(Terms terms, Head head, List<Envelope> pending, Signer receiver)
      throws ProtocolException {
    this.terms = terms;
    this.receiver = receiver;
    this.signed = head;
    this.confirmed = head;
    for (var each : pending) {
      this.signed = headAt(each);
      this.pending.addLast(new Pending(each, signed));
    }
  }

  private Head headAt(Envelope receipt) throws ProtocolException {
    return Head.of(statements.read(receipt, WindowReceipt.class), digest(receipt));
  }

  private Sha256 digest(Envelope receipt) {
    return Sha256.fromBytes(digest.digest(receipt.payload()));
  }

  /** Whether a chunk of this length still belongs to the open window; if not, sign first. */
  public boolean hasRoomFor(int bytes) {
    return windowUp + windowDown + bytes <= terms.windowBytes().count();
  }

  /**
   * Counts what came from the provider.
   *
   * @throws ProtocolException OVER_LIMIT if the window cannot hold it, or grant or provider's
   *     signatures do not cover it: stop the session
   */
  public void received(Chunk chunk) throws ProtocolException {
    requireRoom(chunk.bytes());
    window.add(chunk);
    windowUp += chunk.bytes();
  }

  /** Counts what went to the provider; as {@link #received}. */
  public void sent(int bytes) throws ProtocolException {
    requireRoom(bytes);
    windowDown += bytes;
  }

  private void requireRoom(int bytes) throws ProtocolException {
    if (!hasRoomFor(bytes)) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "the window is full; its receipt must be signed first");
    }
    if (pending.size() == MAX_PENDING) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "the provider goes on without signing receipts");
    }
    if (signed.bytes().count() + windowUp + windowDown + bytes > terms.maxBytes().count()) {
      throw new ProtocolException(ErrorCode.OVER_LIMIT, "the grant is used up");
    }
  }

  /**
   * Whether the open window's receipt is due although it is not full.
   *
   * @param elapsedMicros since it began
   */
  public boolean isDue(long elapsedMicros) {
    return windowUp + windowDown > 0 && elapsedMicros >= WINDOW_MICROS;
  }

  /**
   * Signs the open window and begins the next.
   *
   * @param nonce fresh, 32 hexadecimal digits
   */
  public Envelope sign(WindowTimes times, String nonce) {
    var transcript = signed.transcript().after(digest, nonce, window);
    var receipt =
        new WindowReceipt(
            terms.grantId(),
            signed.sequence() + 1,
            signed.payloadSha256(),
            new Bytes(signed.up().count() + windowUp),
            new Bytes(signed.down().count() + windowDown),
            times.startedAt(),
            times.endedAt(),
            times.durationMicros(),
            nonce,
            transcript.value(),
            terms.linkId().orElseThrow(),
            times.minRttMicros());
    var envelope = statements.sign(receipt, receiver);
    signed = Head.of(receipt, digest(envelope));
    pending.addLast(new Pending(envelope, signed));
    window.clear();
    windowUp = 0;
    windowDown = 0;
    return envelope;
  }

  /**
   * Takes the provider's signature on the oldest receipt that waits for it.
   *
   * @throws ProtocolException CONFLICT if it is on another receipt, BAD_SIGNATURE if it fails
   */
  public void countersigned(Envelope receipt) throws ProtocolException {
    var oldest = requireOldest(receipt);
    Signatures.requireAnswer(receipt, oldest.receipt(), terms);
    confirm(oldest);
  }

  /**
   * As {@link #countersigned}, for whoever does not check each signature. A provider that signs
   * wrongly goes without pay for all that it has not signed again; receipts are cumulative.
   *
   * @throws ProtocolException CONFLICT if it is on another receipt
   */
  public void answered(Envelope receipt) throws ProtocolException {
    confirm(requireOldest(receipt));
  }

  private Pending requireOldest(Envelope receipt) throws ProtocolException {
    var oldest = pending.peekFirst();
    if (oldest == null || !Arrays.equals(oldest.receipt().payload(), receipt.payload())) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "expected the provider's signature on the oldest open receipt");
    }
    return oldest;
  }

  private void confirm(Pending oldest) {
    pending.removeFirst();
    confirmed = oldest.head();
  }

  /** What must be sent again after a lost connection, the oldest first. */
  public List<Envelope> pending() {
    return pending.stream().map(Pending::receipt).toList();
  }

  /** The oldest receipt that waits for the provider. */
  public Optional<Envelope> oldestPending() {
    return Optional.ofNullable(pending.peekFirst()).map(Pending::receipt);
  }

  /** Up to where both have signed. */
  public Head confirmed() {
    return confirmed;
  }
}
