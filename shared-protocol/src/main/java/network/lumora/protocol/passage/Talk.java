package network.lumora.protocol.passage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import network.lumora.protocol.relay.Conversation;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.Multiplexer;
import network.lumora.protocol.relay.Stream;
import network.lumora.protocol.seal.FrameSecret.End;
import org.jspecify.annotations.Nullable;

/**
 * One end of a conversation, for any number of threads: streams that wait, over one {@link Passage}
 * after the other. Thread-safe.
 */
public final class Talk implements AutoCloseable {
  final ReentrantLock lock = new ReentrantLock();

  /** Whoever writes to the passage waits for something to say. */
  final Condition sayable = lock.newCondition();

  private final Condition accepted = lock.newCondition();

  /** Writers that wait until what they have goes on; the first may send for all. */
  final Deque<Condition> heldUp = new ArrayDeque<>();

  private final LongSupplier nanos;
  final Multiplexer streams;
  final Conversation conversation;
  private @Nullable Passage current;
  private boolean closed;

  public Talk(End us, Life life, Limits limits, LongSupplier nanos) {
    this.nanos = nanos;
    this.streams = new Multiplexer(us, limits, nanos);
    this.conversation = new Conversation(streams, life, nanos);
  }

  /** A new stream; empty if there are as many as may be, or the talk is over. */
  public Optional<TalkStream> open(String target) {
    lock.lock();
    try {
      return closed ? Optional.empty() : streams.open(target).map(this::wrapped);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a stream that the other end opens; empty once the talk is over. */
  public Optional<TalkStream> accept() throws InterruptedException {
    lock.lock();
    try {
      var stream = streams.accept();
      while (stream.isEmpty() && !closed) {
        accepted.await();
        stream = streams.accept();
      }
      return stream.map(this::wrapped);
    } finally {
      lock.unlock();
    }
  }

  private TalkStream wrapped(Stream stream) {
    sayable.signalAll();
    return new TalkStream(this, stream);
  }

  /** The passage is the one that counts now; the one before ends. */
  void begin(Passage passage) {
    var before = current;
    current = passage;
    if (before != null) {
      before.end();
    }
    conversation.passageUp();
    sayable.signalAll();
  }

  void ended(Passage passage) {
    lock.lock();
    try {
      if (passage.equals(current)) {
        current = null;
        conversation.passageDown();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isCurrent(Passage passage) {
    return passage.equals(current);
  }

  /**
   * Something came from the other end.
   *
   * @param hasAnswer whether something is to be said now
   */
  void heard(boolean hasAnswer) {
    if (streams.hasAccepted()) {
      accepted.signal();
    }
    if (hasAnswer) {
      wakeOneWhoSends();
    }
  }

  /** Rather one that would be woken next than one that only sends. */
  private void wakeOneWhoSends() {
    var writer = heldUp.pollFirst();
    if (writer != null) {
      writer.signal();
    } else {
      sayable.signalAll();
    }
  }

  /** Through which something added is to be sent. */
  Optional<Passage> current() {
    return Optional.ofNullable(current);
  }

  /** Resets what rests too long; and all, if there was no passage for so long. */
  public void tick(long longestWithoutNanos) {
    lock.lock();
    try {
      streams.tick();
      if (conversation.isDownFor(longestWithoutNanos)) {
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many streams are open. */
  public int size() {
    lock.lock();
    try {
      return streams.size();
    } finally {
      lock.unlock();
    }
  }

  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  long nanos() {
    return nanos.getAsLong();
  }

  /** Ends all streams and the passage. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      streams.abandon();
      accepted.signalAll();
      sayable.signalAll();
      if (current != null) {
        current.end();
      }
    } finally {
      lock.unlock();
    }
  }

  /** For whoever reads or writes a stream and finds that the talk is over. */
  static IOException over() {
    return new IOException("the conversation is over");
  }
}
