package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.seal.FrameSecret.End;

/**
 * Many streams over one {@link Conversation}: each has its own credit, so that a slow reader holds
 * up nobody else, and each gets its turn. One thread.
 *
 * <p>Nothing waits in a queue of messages: what is to be said follows from the state of the streams
 * when there is room to say it, so that memory is bounded by {@link Limits#mostBytes}.
 */
public final class Multiplexer implements Conversation.Source {
  private final Limits limits;
  private final LongSupplier nanos;
  private final Growth growth;

  /** A data message: what a busy stream that nobody holds up takes and gives. */
  private final Blocks memory =
      new Blocks(ByteQueue.BLOCK_BYTES, StreamMessage.MAX_DATA_BYTES / ByteQueue.BLOCK_BYTES);

  private final Map<Integer, Stream> streams = new LinkedHashMap<>();
  private final Deque<Stream> round = new ArrayDeque<>();
  private final Deque<Stream> accepted = new ArrayDeque<>();
  private final Deque<Integer> refused = new ArrayDeque<>();
  private int nextOurs;
  private int nextTheirs;

  /**
   * @param us whether this end has called
   * @param nanos a ticker that never goes back
   */
  public Multiplexer(End us, Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.growth = new Growth(limits.growthBytes());
    this.nextOurs = us == End.CALLER ? 1 : 2;
    this.nextTheirs = us == End.CALLER ? 2 : 1;
  }

  /**
   * A new stream; empty if there are as many as may be, or no number is left.
   *
   * @param target 1 to 300 printable ASCII characters
   */
  public Optional<Stream> open(String target) {
    if (!StreamMessage.isTarget(target)) {
      throw new IllegalArgumentException("a target has 1 to 300 printable ASCII characters");
    }
    if (streams.size() >= limits.streams() || nextOurs < 0) {
      return Optional.empty();
    }
    var stream = new Stream(this, nextOurs, target, true, growth, nanos());
    nextOurs += 2;
    enter(stream);
    return Optional.of(stream);
  }

  /** The next stream that the other end has opened. */
  public Optional<Stream> accept() {
    return Optional.ofNullable(accepted.pollFirst());
  }

  /** Whether {@link #accept} has one. */
  public boolean hasAccepted() {
    return !accepted.isEmpty();
  }

  private void enter(Stream stream) {
    streams.put(stream.number(), stream);
    changed(stream);
  }

  /**
   * @throws ProtocolException if the other end breaks a rule: the conversation is over
   */
  public void received(ByteBuffer message) throws ProtocolException {
    var read = StreamMessage.read(message);
    var stream = streams.get(read.stream());
    if (stream != null) {
      stream.heard(read);
      changed(stream);
    } else if (read instanceof StreamMessage.Open(int number, String target)) {
      opened(number, target);
    } else {
      requireKnown(read.stream());
    }
  }

  private void opened(int number, String target) throws ProtocolException {
    if (number != nextTheirs) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER, "stream %d, expected was %d".formatted(number, nextTheirs));
    }
    nextTheirs += 2;
    if (streams.size() < limits.streams()) {
      var stream = new Stream(this, number, target, false, growth, nanos());
      enter(stream);
      accepted.addLast(stream);
    } else if (refused.size() < limits.streams()) {
      refused.addLast(number);
    } else {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "streams are opened faster than they can be refused");
    }
  }

  /** What was on its way when a stream left is dropped. */
  private void requireKnown(int number) throws ProtocolException {
    boolean isOurs = (number & 1) == (nextOurs & 1);
    int next = isOurs ? nextOurs : nextTheirs;
    if (next > 0 && number >= next) {
      throw new ProtocolException(
          ErrorCode.NOT_FOUND, "stream %d was never opened".formatted(number));
    }
  }

  @Override
  public boolean next(ByteBuffer out, int mostBytes) {
    var number = refused.pollFirst();
    if (number != null) {
      MessageBytes.reset(out, number, ResetCode.TOO_MANY);
      return true;
    }
    boolean found = false;
    for (int left = round.size(); left > 0 && !found; left--) {
      var stream = round.removeFirst();
      stream.inRound = false;
      found = stream.next(out, mostBytes);
      changed(stream);
    }
    return found;
  }

  @Override
  public boolean hasNext() {
    return !refused.isEmpty() || !round.isEmpty();
  }

  /** Gives the stream its turn if it has something to say, and lets it go if it is done. */
  void changed(Stream stream) {
    stream.changed();
    if (stream.isDone()) {
      if (streams.remove(stream.number()) != null) {
        stream.left();
        leaveRound(stream);
        forgetUnlessAwaited(stream);
        forgetMemory();
      }
    } else if (!stream.inRound && stream.hasMessage()) {
      stream.inRound = true;
      round.addLast(stream);
    }
  }

  private void forgetMemory() {
    if (streams.isEmpty()) {
      memory.forget();
    }
  }

  private void leaveRound(Stream stream) {
    if (stream.inRound) {
      stream.inRound = false;
      round.remove(stream);
    }
  }

  /** Nobody wants to accept what is reset already. */
  private void forgetUnlessAwaited(Stream stream) {
    if (stream.reset().isPresent()) {
      accepted.remove(stream);
    }
  }

  /** Resets what rests for too long; to be called every few seconds. */
  public void tick() {
    long now = nanos();
    List.copyOf(streams.values()).stream()
        .filter(stream -> stream.isIdleFor(limits.idleNanos(), now))
        .forEach(stream -> stream.reset(ResetCode.IDLE));
  }

  /** No passage came in time: all streams are over at this end, and none can be opened. */
  public void abandon() {
    List.copyOf(streams.values()).forEach(stream -> stream.reset(ResetCode.LOST));
    nextOurs = Integer.MIN_VALUE | (nextOurs & 1);
  }

  /** How many streams either end has open. */
  public int size() {
    return streams.size();
  }

  /** Whether no stream is there, and nothing is left to be said. */
  public boolean isAtRest() {
    return streams.isEmpty() && refused.isEmpty();
  }

  Blocks memory() {
    return memory;
  }

  long growthLeft() {
    return growth.left();
  }

  Limits limits() {
    return limits;
  }

  long nanos() {
    return nanos.getAsLong();
  }
}
