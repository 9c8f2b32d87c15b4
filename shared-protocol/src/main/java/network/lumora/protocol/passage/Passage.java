package network.lumora.protocol.passage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.relay.PassageKeys;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.relay.WholeRecord;
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

  /** Who does not read what is being sent for so long does not read why it ends either. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * When no more than this is on its way, the thread that reads may send receipts and confirmations
   * by itself, which saves waking another: the smallest buffer of a socket takes them, so that it
   * does not wait for the other end, which may wait for it.
   */
  private static final long MOST_UNREAD_BYTES = 4 * 1024;

  /** Of a stream's bytes: receipts, confirmations and credit alone. */
  private static final int SHORT = 0;

  private final Talk talk;
  private final PassageKeys keys;
  private final Toll toll;
  private final Words line;
  private final PumpThreads threads;
  private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
  private boolean over;

  /** Waits to be sent, or is being sent: whoever has set {@link #sending} has it alone. */
  private final ByteBuffer records =
      ByteBuffer.allocateDirect(Pace.WHOLE_BYTES + Records.MAX_BYTES);

  private boolean sending;

  /** Whether the writing thread would not look by itself soon. */
  private boolean restsLong;

  /** Whether the reading thread has taken something to send. For that thread. */
  private boolean answers;

  public Passage(Talk talk, PassageKeys keys, Toll toll, Words line, PumpThreads threads) {
    this.talk = talk;
    this.keys = keys;
    this.toll = toll;
    this.line = line;
    this.threads = threads;
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
    var writer = threads.start("passage-out", this::write);
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
    var plaintext = ByteBuffer.allocateDirect(FrameSealer.MAX_PLAINTEXT_BYTES);
    for (var first = line.in().next(); first.isPresent(); first = line.in().next()) {
      int bytes = takeAll(first.get(), plaintext);
      if (answers) {
        answer();
      }
      line.pace().came(bytes);
    }
  }

  /** Takes what has come under one lock, so that whoever waits for it is woken once. */
  private int takeAll(WholeRecord first, ByteBuffer plaintext)
      throws IOException, ProtocolException {
    talk.lock.lock();
    try {
      int bytes = take(first, plaintext);
      while (line.in().hasNext()) {
        bytes += take(line.in().next().orElseThrow(), plaintext);
      }
      boolean hasAnswer = isSayable();
      answers = hasAnswer && isShort() && fill(SHORT);
      talk.heard(hasAnswer && !answers);
      if (restsLong) {
        talk.sayable.signalAll();
      }
      return bytes;
    } finally {
      talk.lock.unlock();
    }
  }

  /** Whether what is {@link #SHORT} cannot have to wait until the other end reads. */
  private boolean isShort() {
    return talk.conversation.unconfirmedBytes() <= MOST_UNREAD_BYTES;
  }

  /** By the thread that reads; whatever was added meanwhile is for the one that writes. */
  private void answer() throws IOException {
    flush();
    talk.lock.lock();
    try {
      talk.heard(isSayable());
    } finally {
      talk.lock.unlock();
    }
  }

  private int take(WholeRecord record, ByteBuffer plaintext) throws ProtocolException {
    switch (record.kind()) {
      case FRAME -> frame(record.bytes(), plaintext.clear());
      case PROBLEM -> throw Words.problem(record.body());
      case GREETING, JOIN, CALL, RECEIPT, SIGNATURE -> toll.heard(record.kind(), record.body());
    }
    return record.bytes().limit();
  }

  private void frame(ByteBuffer record, ByteBuffer plaintext) throws ProtocolException {
    open(record.duplicate().position(Records.HEADER_BYTES), plaintext);
    toll.received(record);
    if (!over) {
      heard(plaintext.flip());
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
  }

  private boolean isSayable() {
    boolean isHeldUp = !toll.maySend(Records.MAX_BYTES);
    return toll.isDue(isHeldUp)
        || (!isHeldUp && talk.isCurrent(this) && talk.conversation.hasNext());
  }

  /** The top of the thread that speaks when nobody else does; its end is that of the connection. */
  private void write() {
    try {
      while (awaitTurn()) {
        flush();
      }
    } catch (IOException | ProtocolException | RuntimeException e) {
      fault.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      complain();
      close();
    }
  }

  /**
   * Sends what there is to say on the thread of whoever has added to it, which saves waking
   * another; if somebody sends already, that one goes on with it.
   */
  void send() {
    try {
      while (takeTurn()) {
        flush();
      }
    } catch (IOException | ProtocolException | RuntimeException e) {
      fault.compareAndSet(null, e);
      stop();
    }
  }

  private boolean takeTurn() throws ProtocolException {
    talk.lock.lock();
    try {
      return fill(line.pace().mostBytes());
    } finally {
      talk.lock.unlock();
    }
  }

  /** Waits for something to send; false once there is none. */
  private boolean awaitTurn() throws ProtocolException, InterruptedException {
    talk.lock.lock();
    try {
      // Who was woken rests shortly next, or each piece that comes would wake it again.
      boolean wasWoken = true;
      while (!over) {
        if (fill(line.pace().mostBytes())) {
          return true;
        }
        restsLong = !wasWoken && !talk.conversation.isOwing() && !toll.isOpen();
        wasWoken = talk.sayable.awaitNanos(restsLong ? REST_NANOS : OWING_REST_NANOS) > 0;
      }
      return false;
    } finally {
      talk.lock.unlock();
    }
  }

  /**
   * Takes what there is to send; who has got it must {@link #flush} it.
   *
   * @param mostBytes if streams may send
   */
  private boolean fill(int mostBytes) throws ProtocolException {
    if (sending || over) {
      return false;
    }
    records.clear();
    long most = mostBytes == SHORT ? MOST_UNREAD_BYTES : mostBytes;
    do {
      sending = records.position() > 0;
    } while (records.position() < most && fillNow(mostBytes));
    return sending;
  }

  private void flush() throws IOException {
    try {
      line.pace().goes(records.flip().remaining());
      line.write(records);
    } finally {
      sent();
    }
  }

  private void sent() {
    talk.lock.lock();
    try {
      sending = false;
      if (over) {
        talk.sayable.signalAll();
      }
    } finally {
      talk.lock.unlock();
    }
  }

  /** Not into a record that somebody else writes. */
  private void complain() {
    if (fault.get() instanceof ProtocolException problem && awaitSilence()) {
      line.complain(problem);
    }
  }

  private boolean awaitSilence() {
    talk.lock.lock();
    try {
      long leftNanos = SILENCE_NANOS;
      while (sending && leftNanos > 0) {
        leftNanos = talk.sayable.awaitNanos(leftNanos);
      }
      return !sending;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      talk.lock.unlock();
    }
  }

  private void close() {
    try {
      line.line().close();
    } catch (IOException e) {
      fault.compareAndSet(null, e);
    }
  }

  private boolean fillNow(int mostBytes) throws ProtocolException {
    boolean isHeldUp = !toll.maySend(Records.MAX_BYTES);
    var slip = toll.due(isHeldUp);
    if (slip.isPresent()) {
      Records.begin(slip.get().kind(), slip.get().body().remaining(), records);
      records.put(slip.get().body());
      return true;
    }
    return !isHeldUp && talk.isCurrent(this) && seal(mostBytes);
  }

  private boolean seal(int mostBytes) throws ProtocolException {
    var plaintext = talk.conversation.next(mostBytes);
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
}
