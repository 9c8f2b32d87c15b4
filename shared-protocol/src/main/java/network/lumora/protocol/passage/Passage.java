package network.lumora.protocol.passage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.relay.PassageKeys;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.seal.FrameSealer;
import network.lumora.protocol.seal.SealBrokenException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a passage whose keys are agreed: one thread reads its records, another writes them.
 *
 * <p>A record is counted and put in its place in the stream under one lock, so that a receipt
 * stands exactly between those that it counts and those that it does not.
 */
public final class Passage {
  /** A confirmation is late by no more; small beside what a person notices. */
  private static final long OWING_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Talk talk;
  private final PassageKeys keys;
  private final Toll toll;
  private final Words line;
  private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
  private boolean over;

  public Passage(Talk talk, PassageKeys keys, Toll toll, Words line) {
    this.talk = talk;
    this.keys = keys;
    this.toll = toll;
    this.line = line;
  }

  /**
   * Carries the talk until the connection ends.
   *
   * @param atOnce whether the talk leaves its passage before for this one now; else when the first
   *     frame shows that its caller has the keys
   * @throws ProtocolException if the other end broke a rule; it was told
   */
  public void run(boolean atOnce) throws IOException, ProtocolException, InterruptedException {
    if (atOnce) {
      begin();
    }
    var writer = Thread.ofVirtual().name("passage-out").start(this::write);
    try {
      read();
    } catch (IOException | ProtocolException e) {
      fault.compareAndSet(null, e);
    } finally {
      stop();
      talk.ended(this);
      writer.join();
    }
    rethrow();
  }

  private void rethrow() throws IOException, ProtocolException {
    switch (fault.get()) {
      case ProtocolException e -> throw e;
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case null, default -> {}
    }
  }

  private void begin() {
    talk.lock.lock();
    try {
      talk.begin(this);
    } finally {
      talk.lock.unlock();
    }
  }

  /** Under the talk's lock: another passage counts, or none. */
  void end() {
    over = true;
    talk.sayable.signalAll();
  }

  /** Ends it, and tells the other end why. From any thread. */
  public void finish(ProtocolException why) {
    fault.compareAndSet(null, why);
    stop();
  }

  private void stop() {
    talk.lock.lock();
    try {
      end();
    } finally {
      talk.lock.unlock();
    }
  }

  private void read() throws IOException, ProtocolException {
    var record = ByteBuffer.allocate(Records.MAX_BYTES);
    var plaintext = ByteBuffer.allocate(FrameSealer.MAX_PLAINTEXT_BYTES);
    for (var kind = next(record); kind.isPresent(); kind = next(record)) {
      if (kind.get() == RecordKind.FRAME) {
        frame(record, plaintext.clear());
      } else if (kind.get() == RecordKind.PROBLEM) {
        throw Words.problem(Words.body(record));
      } else {
        slip(kind.get(), Words.body(record));
      }
      line.pace().came(record.limit());
    }
  }

  private Optional<RecordKind> next(ByteBuffer record) throws IOException, ProtocolException {
    return Records.read(line.in(), record);
  }

  private void frame(ByteBuffer record, ByteBuffer plaintext) throws ProtocolException {
    open(record.duplicate().position(Records.HEADER_BYTES), plaintext);
    talk.lock.lock();
    try {
      toll.received(record.duplicate());
      if (!over) {
        heard(plaintext.flip());
      }
    } finally {
      talk.lock.unlock();
    }
  }

  private void open(ByteBuffer frame, ByteBuffer plaintext) throws ProtocolException {
    try {
      keys.opener().open(frame, plaintext);
    } catch (SealBrokenException e) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "a frame does not open: " + e.getMessage(), e);
    }
  }

  private void heard(ByteBuffer plaintext) throws ProtocolException {
    if (!talk.isCurrent(this)) {
      talk.begin(this);
    }
    var message = talk.conversation.received(plaintext);
    if (message.isPresent()) {
      talk.streams.received(message.get());
    }
    talk.heard();
  }

  private void slip(RecordKind kind, byte[] body) throws ProtocolException {
    talk.lock.lock();
    try {
      toll.heard(kind, body);
      talk.sayable.signal();
    } finally {
      talk.lock.unlock();
    }
  }

  /** The top of the writing thread; whatever ends it ends the connection, too. */
  private void write() {
    var records = ByteBuffer.allocate(Pace.WHOLE_BYTES + Records.MAX_BYTES);
    try {
      while (fill(records.clear())) {
        line.pace().goes(records.flip().remaining());
        line.out().write(records.array(), 0, records.limit());
      }
      complain();
    } catch (IOException | ProtocolException | RuntimeException e) {
      fault.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void complain() {
    if (fault.get() instanceof ProtocolException problem) {
      line.complain(problem);
    }
  }

  private void close() {
    try {
      line.socket().close();
    } catch (IOException e) {
      fault.compareAndSet(null, e);
    }
  }

  /** Waits for something to send, and takes what there is; false once there is none. */
  private boolean fill(ByteBuffer records) throws ProtocolException, InterruptedException {
    talk.lock.lock();
    try {
      while (!over) {
        int most = line.pace().mostBytes();
        if (fillNow(records)) {
          while (records.position() < most && fillNow(records)) {
            Thread.onSpinWait();
          }
          return true;
        }
        var _ = talk.sayable.awaitNanos(rest());
      }
      return false;
    } finally {
      talk.lock.unlock();
    }
  }

  private boolean fillNow(ByteBuffer records) throws ProtocolException {
    boolean isHeldUp = !toll.maySend(Records.MAX_BYTES);
    var slip = toll.due(isHeldUp);
    if (slip.isPresent()) {
      Records.begin(slip.get().kind(), slip.get().body().remaining(), records);
      records.put(slip.get().body());
      return true;
    }
    return !isHeldUp && talk.isCurrent(this) && seal(records);
  }

  private boolean seal(ByteBuffer records) throws ProtocolException {
    var plaintext = talk.conversation.next();
    if (plaintext.isEmpty()) {
      return false;
    }
    int start = records.position();
    records.position(start + Records.HEADER_BYTES);
    keys.sealer().seal(plaintext.get(), false, talk.nanos(), records);
    int end = records.position();
    Records.begin(RecordKind.FRAME, end - start - Records.HEADER_BYTES, records.position(start));
    toll.sent(records.duplicate().position(start).limit(end));
    records.position(end);
    return true;
  }

  private long rest() {
    return talk.conversation.isOwing() || toll.isOpen() ? OWING_REST_NANOS : REST_NANOS;
  }
}
