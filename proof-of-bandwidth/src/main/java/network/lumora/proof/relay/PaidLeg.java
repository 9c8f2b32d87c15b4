package network.lumora.proof.relay;

import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Chunk;
import network.lumora.proof.receipt.Countersigning;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.ProvidingEnd;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;

/**
 * The agent's end of the leg that is paid. One thread.
 *
 * <p>A chain does not outlive its connection: what was on the way when that broke is unsigned for
 * ever, less than a window, and the next connection has a grant of its own.
 */
public final class PaidLeg {
  private final LegLimits limits;
  private final ProvidingEnd end;
  private long up;
  private long down;

  public PaidLeg(Terms terms, Signer agent) {
    this.limits = LegLimits.of(terms);
    this.end = new ProvidingEnd(terms, Head.of(terms), Optional.empty(), agent);
  }

  /** Whether a record of so many bytes, header and all, may go to the payer now. */
  public boolean maySend(int bytes) {
    long unsigned = up - end.head().up().count();
    return unsigned + bytes <= limits.unsignedUp()
        && up + down + bytes + limits.reserve() <= limits.maxBytes()
        && bytes <= end.allowance();
  }

  /**
   * Whether what is left of the grant holds no further record beside what may be on its way down.
   */
  public boolean isUsedUp() {
    return up + down + LegLimits.RECORD_BYTES + limits.reserve() > limits.maxBytes();
  }

  /** A record went to the payer. */
  public void sent(Chunk record) {
    if (!maySend(record.bytes())) {
      throw new IllegalStateException("sent more than the payer has signed for");
    }
    end.sent(record);
    up += record.bytes();
  }

  /**
   * A record of so many bytes, header and all, came from the payer.
   *
   * @throws ProtocolException OVER_LIMIT if no honest payer sends so much without a receipt
   */
  public void received(int bytes) throws ProtocolException {
    down += bytes;
    end.received(bytes);
    if (down - end.head().down().count() > limits.unsignedDown() || up + down > limits.maxBytes()) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "more came than the payer has signed for, or was granted");
    }
  }

  /** Judges a receipt that came between records. */
  public Countersigning answer(Envelope receipt) {
    return end.answer(receipt);
  }

  /** Up to where both have signed. */
  public Head head() {
    return end.head();
  }

  /** The newest receipt with both signatures. */
  public Optional<Envelope> newest() {
    return end.newest();
  }
}
