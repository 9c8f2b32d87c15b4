package network.lumora.proof.receipt;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/**
 * The end that is paid: it sends no more than it could bear to lose, and signs what it has counted
 * too. For one thread.
 *
 * <p>While one whole window waits for its signature, the next may be filled, so that the line does
 * not stand still for a round trip; then it stops.
 */
public final class ProvidingEnd {
  private static final int MAX_UNSIGNED_WINDOWS = 2;

  private final Terms terms;
  private final Signer provider;
  private final StatementCodec statements = new StatementCodec();
  private final MessageDigest digest = NativeCryptography.sha256();
  private final Deque<Chunk> unsigned = new ArrayDeque<>();
  private Head head;
  private @Nullable Envelope newest;
  private long unsignedUp;
  private long down;

  /**
   * @param head the newest receipt with both signatures, or the beginning
   * @param newest that receipt, if there is one
   */
  public ProvidingEnd(Terms terms, Head head, Optional<Envelope> newest, Signer provider) {
    this.terms = terms;
    this.head = head;
    this.newest = newest.orElse(null);
    this.provider = provider;
    this.down = head.down().count();
  }

  /** How many bytes may be sent before the receiver signs again; 0: stop and wait. */
  public long allowance() {
    long unsignedBytes = unsignedUp + down - head.down().count();
    long byWindows = MAX_UNSIGNED_WINDOWS * terms.windowBytes().count() - unsignedBytes;
    long byGrant = terms.maxBytes().count() - head.bytes().count() - unsignedBytes;
    return Math.max(0, Math.min(byWindows, byGrant));
  }

  /**
   * Counts what goes to the receiver.
   *
   * @throws IllegalStateException beyond {@link #allowance}
   */
  public void sent(Chunk chunk) {
    if (chunk.bytes() > allowance()) {
      throw new IllegalStateException("sent more than the receiver has signed for");
    }
    unsigned.addLast(chunk);
    unsignedUp += chunk.bytes();
  }

  /** Counts what came from the receiver, in the order of the stream that carries receipts too. */
  public void received(int bytes) {
    down += bytes;
  }

  /** Judges a receipt that the receiver has signed. */
  public Countersigning answer(Envelope receipt) {
    try {
      Signatures.requireReceiver(receipt, terms);
      var statement = statements.read(receipt, WindowReceipt.class);
      return statement.sequence() == head.sequence() ? again(receipt) : answer(receipt, statement);
    } catch (ProtocolException e) {
      return new Countersigning.Refused(WindowFault.SIGNATURE, String.valueOf(e.getMessage()));
    }
  }

  private Countersigning again(Envelope receipt) {
    var before = newest;
    if (before == null) {
      return new Countersigning.Refused(WindowFault.SEQUENCE, "no receipt has sequence 0");
    }
    return Arrays.equals(before.payload(), receipt.payload())
        ? new Countersigning.Signed(before)
        : new Countersigning.Forked(before, receipt);
  }

  private Countersigning answer(Envelope receipt, WindowReceipt statement) {
    if (statement.sequence() != head.sequence() + 1) {
      return new Countersigning.Refused(
          WindowFault.SEQUENCE,
          "expected sequence %d, not %d".formatted(head.sequence() + 1, statement.sequence()));
    }
    return switch (WindowRules.judge(terms, head, statement, digest(receipt))) {
      case WindowVerdict.Breaks(var fault, var detail) -> new Countersigning.Refused(fault, detail);
      case WindowVerdict.Follows(var next) -> count(receipt, statement, next);
    };
  }

  private Sha256 digest(Envelope receipt) {
    return Sha256.fromBytes(digest.digest(receipt.payload()));
  }

  private Countersigning count(Envelope receipt, WindowReceipt statement, Head next) {
    var window = chunks(statement.up().count() - head.up().count());
    if (window.isEmpty()
        || statement.down().count() != down
        || !head.transcript()
            .after(digest, statement.nonce(), window.get())
            .equals(next.transcript())) {
      return new Countersigning.Refused(
          WindowFault.COUNT_DIFFERS, "the receipt is for other bytes than this end has counted");
    }
    window.get().forEach(_ -> unsigned.removeFirst());
    unsignedUp -= next.up().count() - head.up().count();
    var signed = receipt.countersign(provider);
    head = next;
    newest = signed;
    return new Countersigning.Signed(signed);
  }

  /** The first chunks that hold exactly so many bytes; empty if a chunk lies across the end. */
  private Optional<List<Chunk>> chunks(long bytes) {
    var chunks = new ArrayList<Chunk>();
    long left = bytes;
    for (var chunk : unsigned) {
      if (left == 0) {
        break;
      }
      chunks.add(chunk);
      left -= chunk.bytes();
    }
    return left == 0 ? Optional.of(chunks) : Optional.empty();
  }

  public Head head() {
    return head;
  }

  /** The newest receipt with both signatures. */
  public Optional<Envelope> newest() {
    return Optional.ofNullable(newest);
  }
}
