package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/** One stream of a {@link Multiplexer}, seen from this end; to be used under its lock. */
public final class Stream {
  /** What {@link #read} gives when nothing follows. */
  public static final int END = -1;

  private final Multiplexer multiplexer;
  private final int number;
  private final String target;
  private final Incoming incoming;
  private final Outgoing outgoing;
  private boolean openDue;
  private boolean resetDue;
  private @Nullable ResetCode reset;
  private long movedNanos;

  /** Whether it waits in the multiplexer's round. */
  boolean inRound;

  private Runnable onChange = () -> {};

  Stream(
      Multiplexer multiplexer, int number, String target, boolean isOurs, Growth growth, long now) {
    this.multiplexer = multiplexer;
    this.number = number;
    this.target = target;
    this.incoming = new Incoming(growth, multiplexer.memory());
    this.outgoing = new Outgoing();
    this.openDue = isOurs;
    this.movedNanos = now;
  }

  public int number() {
    return number;
  }

  /** What its opener wants to reach. */
  public String target() {
    return target;
  }

  /** Told whenever something of it may have changed, also by {@link #read} and {@link #write}. */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  void changed() {
    onChange.run();
  }

  /**
   * Borrows {@code bytes} until all are sent, which their position shows; nothing after {@link
   * #end} or a reset, or while bytes of before are left.
   *
   * @return how many it has taken: all or none
   */
  public int write(ByteBuffer bytes) {
    if (reset != null || !outgoing.hasRoom()) {
      return 0;
    }
    int count = bytes.remaining();
    outgoing.lend(bytes);
    if (outgoing.written() > multiplexer.limits().streamBytes()) {
      reset(ResetCode.TOO_LARGE);
    }
    return moved(count);
  }

  /** This end sends nothing more after what it has written; the other may go on. */
  public void end() {
    outgoing.end();
    multiplexer.changed(this);
  }

  /**
   * Moves what has come into {@code out}: how much; 0 if nothing is there yet, {@link #END} if
   * nothing follows, because it ended or was reset.
   */
  public int read(ByteBuffer out) {
    if (reset != null || incoming.isDone()) {
      return END;
    }
    return moved(incoming.read(out));
  }

  private int moved(int count) {
    if (count > 0) {
      movedNanos = multiplexer.nanos();
      multiplexer.changed(this);
    }
    return count;
  }

  /** Where what comes goes to at once, while nothing waits to be read. */
  public void outlet(Outlet to) {
    incoming.outlet(to);
  }

  /** Whether {@link #read} has an answer: bytes, or that none follows. */
  public boolean isReadable() {
    return reset != null || incoming.isDone() || incoming.waiting() > 0;
  }

  /** Whether {@link #write} takes something, or never will again. */
  public boolean isWritable() {
    return reset != null || outgoing.hasRoom();
  }

  /** How much can be read now. */
  public int waiting() {
    return incoming.waiting();
  }

  /** Ends both directions at once; what was written and not sent is dropped. */
  public void reset(ResetCode code) {
    if (reset == null && !isDone()) {
      forget(code);
      resetDue = true;
      multiplexer.changed(this);
    }
  }

  /** Why it was reset, by whichever end. */
  public Optional<ResetCode> reset() {
    return Optional.ofNullable(reset);
  }

  private void forget(ResetCode code) {
    reset = code;
    incoming.forget();
    outgoing.forget();
  }

  void heard(StreamMessage message) throws ProtocolException {
    switch (message) {
      case StreamMessage.Reset(_, var code) -> {
        resetDue = false;
        if (reset == null) {
          forget(code);
        }
        openDue = false;
      }
      case StreamMessage.Open _ ->
          throw new ProtocolException(ErrorCode.CONFLICT, "a stream is opened twice");
      case StreamMessage.Data(_, var offset, var bytes) -> data(offset, bytes);
      case StreamMessage.Credit(_, var limit) -> outgoing.credit(limit);
      case StreamMessage.End(_, var offset) -> {
        if (reset == null) {
          incoming.end(offset);
        }
      }
    }
  }

  /** What comes after our reset was sent before it was heard. */
  private void data(long offset, ByteBuffer bytes) throws ProtocolException {
    if (reset != null) {
      return;
    }
    incoming.data(offset, bytes);
    movedNanos = multiplexer.nanos();
    if (incoming.arrived() > multiplexer.limits().streamBytes()) {
      reset(ResetCode.TOO_LARGE);
    }
  }

  boolean hasMessage() {
    return openDue
        || resetDue
        || (reset == null && (incoming.hasMessage() || outgoing.hasMessage()));
  }

  /**
   * Puts its next message into {@code out}; whether there is one.
   *
   * @param mostBytes of data; none if 0
   */
  boolean next(ByteBuffer out, int mostBytes) {
    if (openDue) {
      openDue = false;
      MessageBytes.open(out, number, target);
      return true;
    }
    if (reset != null) {
      return nextAfterReset(out, reset);
    }
    return incoming.next(out, number) || outgoing.next(out, number, mostBytes);
  }

  private boolean nextAfterReset(ByteBuffer out, ResetCode code) {
    boolean isDue = resetDue;
    if (isDue) {
      resetDue = false;
      MessageBytes.reset(out, number, code);
    }
    return isDue;
  }

  boolean isIdleFor(long nanos, long now) {
    return now - movedNanos >= nanos;
  }

  /** Nothing more will be said of it by either end. */
  boolean isDone() {
    return reset != null ? !resetDue && !openDue : incoming.isDone() && outgoing.isDone();
  }

  /** It leaves the multiplexer for good. */
  void left() {
    incoming.forget();
    outgoing.forget();
  }
}
