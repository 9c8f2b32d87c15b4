package network.lumora.protocol.passage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;
import network.lumora.protocol.relay.Outlet;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.relay.Stream;
import org.jspecify.annotations.Nullable;

/** A stream of a {@link Talk} whose reads and writes wait. For one reader and one writer. */
public final class TalkStream {
  private final Talk talk;
  private final Stream stream;
  private final Condition readable;
  private final Condition writable;

  /** Under the talk's lock. */
  private @Nullable Consumer<ResetCode> whenReset;

  /** Through which the other end is to hear that there is room again. For whoever reads. */
  private Optional<Passage> credited = Optional.empty();

  /** Under the talk's lock. */
  TalkStream(Talk talk, Stream stream) {
    this.talk = talk;
    this.stream = stream;
    this.readable = talk.lock.newCondition();
    this.writable = talk.lock.newCondition();
    stream.onChange(this::changed);
  }

  private void changed() {
    tellOfReset();
    if (stream.isReadable()) {
      readable.signalAll();
    }
    if (stream.isWritable()) {
      writable.signalAll();
    }
  }

  /** Not by this thread, which holds the lock. */
  private void tellOfReset() {
    var code = stream.reset();
    var told = whenReset;
    if (code.isPresent() && told != null) {
      whenReset = null;
      Thread.ofVirtual().name("stream-reset").start(() -> told.accept(code.get()));
    }
  }

  /**
   * For whoever waits for something else than this stream.
   *
   * @param listener told once, by a thread of its own, as soon as this is reset by whichever end;
   *     at once if it is
   */
  public void whenReset(Consumer<ResetCode> listener) {
    talk.lock.lock();
    try {
      whenReset = listener;
      tellOfReset();
    } finally {
      talk.lock.unlock();
    }
  }

  /** What its opener wants to reach. */
  public String target() {
    return stream.target();
  }

  /**
   * Waits for bytes and moves as many into {@code out} as there is room for.
   *
   * @return how many, or {@link Stream#END} if none follows
   * @throws StreamResetException if it is over before its end
   */
  public int read(ByteBuffer out) throws StreamResetException, InterruptedException {
    return read(out, Outlet.NONE);
  }

  /**
   * As {@link #read(ByteBuffer)}, for bytes that {@code outlet} does not take while this waits: it
   * is asked by the thread that reads the passage, under the talk's lock, and then all that came
   * before has been read here.
   */
  public int read(ByteBuffer out, Outlet outlet) throws StreamResetException, InterruptedException {
    int count = get(out, outlet);
    credited.ifPresent(Passage::send);
    return count;
  }

  private int get(ByteBuffer out, Outlet outlet) throws StreamResetException, InterruptedException {
    talk.lock.lock();
    try {
      stream.outlet(outlet);
      int count = stream.read(out);
      while (count == 0) {
        readable.await();
        count = stream.read(out);
      }
      if (count == Stream.END) {
        requireWhole();
      }
      credited = talk.conversation.hasNext() ? talk.current() : Optional.empty();
      return count;
    } finally {
      stream.outlet(Outlet.NONE);
      talk.lock.unlock();
    }
  }

  /**
   * Waits until all bytes are on their way.
   *
   * @throws StreamResetException if it is over
   */
  public void write(ByteBuffer bytes) throws StreamResetException, InterruptedException {
    if (bytes.hasRemaining()) {
      var passage = lend(bytes);
      do {
        passage.ifPresent(Passage::send);
        passage = awaitTurn(bytes);
      } while (passage.isPresent());
    }
  }

  /** Gives the passage that carries them, if there is one. */
  private Optional<Passage> lend(ByteBuffer bytes) throws StreamResetException {
    talk.lock.lock();
    try {
      requireWhole();
      stream.write(bytes);
      return talk.current();
    } finally {
      talk.lock.unlock();
    }
  }

  /** Waits until all were taken, and gives none; or until there is a passage to send on again. */
  private Optional<Passage> awaitTurn(ByteBuffer bytes)
      throws StreamResetException, InterruptedException {
    talk.lock.lock();
    try {
      Optional<Passage> turn = Optional.empty();
      while (bytes.hasRemaining() && turn.isEmpty()) {
        requireWhole();
        talk.heldUp.addLast(writable);
        writable.await();
        talk.heldUp.remove(writable);
        turn = bytes.hasRemaining() ? talk.current() : Optional.empty();
      }
      requireWhole();
      return turn;
    } finally {
      talk.heldUp.remove(writable);
      talk.lock.unlock();
    }
  }

  /** Under the talk's lock: another may have to send what this one was woken for. */
  private void requireWhole() throws StreamResetException {
    var reset = stream.reset();
    if (reset.isPresent()) {
      talk.sayable.signalAll();
      throw new StreamResetException(reset.get());
    }
  }

  /** Nothing more is written; the other direction goes on. */
  public void end() {
    talk.lock.lock();
    try {
      stream.end();
      talk.sayable.signalAll();
    } finally {
      talk.lock.unlock();
    }
  }

  /** Ends both directions at once; nothing happens if it is over. */
  public void reset(ResetCode code) {
    talk.lock.lock();
    try {
      stream.reset(code);
      talk.sayable.signalAll();
    } finally {
      talk.lock.unlock();
    }
  }

  /** Why it was reset, by whichever end. */
  public Optional<ResetCode> reset() {
    talk.lock.lock();
    try {
      return stream.reset();
    } finally {
      talk.lock.unlock();
    }
  }
}
