package network.lumora.proof.relay;

import java.util.List;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Chunk;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.ReceivingEnd;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;

/**
 * The payer's end of the leg that is paid. One thread.
 *
 * <p>Before each record, in either direction, comes the question whether the open window must be
 * signed first; what {@link #sign} gives goes out in the order of the records.
 */
public final class PayingLeg {
  private final LegLimits limits;
  private final ReceivingEnd end;
  private long up;
  private long down;

  /** Of both directions, in the open window. */
  private long open;

  private int pending;

  public PayingLeg(Terms terms, Signer payer) throws ProtocolException {
    this.limits = LegLimits.of(terms);
    this.end = new ReceivingEnd(terms, Head.of(terms), List.of(), payer);
  }

  /** Whether a record of so many bytes, header and all, may go to the agent now. */
  public boolean maySend(int bytes) {
    return bytes <= room() - mayStillCome()
        && up + down + bytes + mayStillCome() <= limits.maxBytes();
  }

  private long room() {
    long inOpen = limits.windowBytes() - open - LegLimits.RECORD_BYTES;
    long inNext = limits.windowBytes() - LegLimits.RECORD_BYTES;
    return pending == 0 ? inOpen + inNext : inOpen;
  }

  /** What the agent may have sent, and we have not seen. */
  private long mayStillCome() {
    return limits.unsignedUp() - (up - end.confirmed().up().count());
  }

  /** Whether the open window has no room for a record of so many bytes. */
  public boolean mustSignFor(int bytes) {
    return !end.hasRoomFor(bytes);
  }

  /**
   * Whether the open window is to be signed although it has room.
   *
   * @param elapsedMicros since its first record
   * @param isHeldUp whether a record waits that may not be sent
   */
  public boolean isDue(long elapsedMicros, boolean isHeldUp) {
    return pending == 0
        && open > 0
        && (isHeldUp || open >= limits.signedFrom() || elapsedMicros >= ReceivingEnd.WINDOW_MICROS);
  }

  /** A record goes to the agent. */
  public void sent(int bytes) throws ProtocolException {
    if (!maySend(bytes)) {
      throw new IllegalStateException("sent more than leaves room for what may come");
    }
    end.sent(bytes);
    down += bytes;
    open += bytes;
  }

  /**
   * A record came from the agent.
   *
   * @throws ProtocolException OVER_LIMIT if the agent goes on without signatures, or beyond the
   *     grant
   */
  public void received(Chunk record) throws ProtocolException {
    end.received(record);
    up += record.bytes();
    open += record.bytes();
  }

  /**
   * Signs the open window; to be sent before any further record.
   *
   * @param nonce fresh, 32 hexadecimal digits
   */
  public Envelope sign(WindowTimes times, String nonce) {
    open = 0;
    pending++;
    return end.sign(times, nonce);
  }

  /**
   * The agent's signature on the oldest receipt came.
   *
   * @param check whether it is checked; each costs as much as carrying 15 kB
   * @throws ProtocolException CONFLICT or BAD_SIGNATURE if it is not that
   */
  public void countersigned(Envelope receipt, boolean check) throws ProtocolException {
    if (check) {
      end.countersigned(receipt);
    } else {
      end.answered(receipt);
    }
    pending--;
  }

  /** What has moved, both directions together. */
  long bytes() {
    return up + down;
  }

  /** Up to where both have signed. */
  public Head confirmed() {
    return end.confirmed();
  }
}
