package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import network.lumora.agent.policy.Conditions;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Permission;
import network.lumora.agent.policy.Rates;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.policy.Surroundings;
import network.lumora.agent.policy.Used;
import network.lumora.agent.policy.Verdict;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * The one place through which every byte of work goes: rates, caps and the host's word.
 * Thread-safe; each byte is counted once, where it passes the socket.
 */
public final class Allowance {
  /** What is taken at once under a limit; larger takes are split so that others get their turn. */
  public static final int CHUNK_BYTES = 16 * 1024;

  /** A task is only begun if this much is left for it. */
  private static final long TASK_BYTES = 64 * 1024;

  /** Told to the coordinator where there is no limit: a gigabit, since nothing was measured. */
  private static final long UNLIMITED_RATE = 125_000_000;

  /** At a known rate no read or write lasts longer, so that others' packets get between ours. */
  private static final int CHUNKS_PER_SECOND = 500;

  /** Two packets of the usual size. */
  private static final int LEAST_CHUNK_BYTES = 2 * 1448;

  /** Linux doubles a buffer, and lets some five eighths of it be window. */
  private static final double BUFFER_SHARE = 0.8;

  /** Beyond what is under way in a round trip, or the line would not be filled. */
  private static final long SPARE_WINDOW_BYTES = 6 * 1024;

  /**
   * Linux gives no more to who asks for a size. Its own choice grows to a second of the line, which
   * a server sends at once when a page begins, before everybody else's packets.
   */
  private static final long MOST_WINDOW_BYTES = 192 * 1024;

  /** One tick of those who judge the line. */
  private static final double LONGEST_REST_SECONDS = 0.01;

  private final SettingsBook book;
  private final Line line;
  private final LongSupplier nanos;
  private final int slots;
  private final Caps caps;
  private final Mandate mandate;
  private final Lane up;
  private final Lane down;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<Permission> told;

  /**
   * @param nanos a ticker that never goes back
   * @param slots tasks at once
   */
  public Allowance(
      SettingsBook book,
      UsageBook usageBook,
      InstantSource clock,
      LongSupplier nanos,
      ZoneId zone,
      int slots)
      throws IOException {
    this(book, usageBook, Line.UNJUDGED, clock, nanos, zone, slots);
  }

  /** On a line that someone judges. */
  public Allowance(
      SettingsBook book,
      UsageBook usageBook,
      Line line,
      InstantSource clock,
      LongSupplier nanos,
      ZoneId zone,
      int slots)
      throws IOException {
    var settings = book.settings();
    this.book = book;
    this.line = line;
    this.nanos = nanos;
    this.slots = slots;
    this.caps =
        new Caps(
            usageBook,
            zone,
            clock.instant(),
            settings,
            (long) slots * CHUNK_BYTES,
            nanos.getAsLong());
    this.mandate = new Mandate(caps, clock, zone, settings, book.pause());
    this.up = new Lane(mandate::verdict, Direction.UP, line, nanos);
    this.down = new Lane(mandate::verdict, Direction.DOWN, line, nanos);
    this.told = new AtomicReference<>(standing().permission());
  }

  /** Told after what is allowed or set has changed, on whatever thread changed it. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Waits until {@code bytes} may be written, and counts them. */
  public void moveUp(int bytes) throws StoppedException {
    for (int left = bytes; left > 0; ) {
      int chunk = up.take(left);
      count(Direction.UP, chunk);
      left -= chunk;
    }
  }

  /** Counts {@code bytes} that were read, and waits until more may be. */
  public void moveDown(int bytes) throws StoppedException {
    count(Direction.DOWN, bytes);
    for (int left = bytes; left > 0; ) {
      left -= down.take(left);
    }
  }

  /** Counts what passed a socket without asking: the few bytes that keep the link alive. */
  public void count(Direction direction, int bytes) {
    line.passed(direction, bytes);
    try {
      if (caps.add(direction, bytes, nanos.getAsLong())) {
        mandate.judgeAnew();
      }
    } catch (IOException e) {
      mandate.storageFault(Optional.of(String.valueOf(e.getMessage())));
    }
    noticeChange();
  }

  /**
   * Waits, for days if need be, until work may move bytes and {@code bytes} are free. They are held
   * against the caps until the socket has counted them.
   */
  public void awaitUpload(int bytes) throws InterruptedException {
    for (int left = bytes; left > 0; ) {
      try {
        int chunk = up.take(left);
        promise(chunk);
        left -= chunk;
      } catch (StoppedException e) {
        if (Thread.interrupted()) {
          throw (InterruptedException) new InterruptedException().initCause(e);
        }
        awaitOpen();
      }
    }
  }

  /** The most to read or write at a time now; a lane may split it further. */
  public int chunkBytes(Direction direction) {
    return line.isPaced()
        ? Math.clamp(
            line.bytesPerSecond(direction) / CHUNKS_PER_SECOND, LEAST_CHUNK_BYTES, CHUNK_BYTES)
        : CHUNK_BYTES;
  }

  /**
   * The receive buffer of a connection: how many bytes may come on it before they are read, so that
   * its sender stops soon after the reader, and all that begin at once do not fill the line's
   * queue; 0 leaves it to the system.
   */
  public int windowBytes(long roundTripNanos) {
    double underway =
        (double) line.usualBytesPerSecond(Direction.DOWN)
            * roundTripNanos
            / TimeUnit.SECONDS.toNanos(1);
    long window = Math.round((underway / slots + SPARE_WINDOW_BYTES) * BUFFER_SHARE);
    return line.isPaced() ? (int) Math.min(window, MOST_WINDOW_BYTES) : 0;
  }

  /** Bytes of work may come there before they are read. */
  public void opened(Inflow inflow) {
    line.opened(inflow);
  }

  /**
   * @param leftBytes that had come and nobody will read
   */
  public void closed(Inflow inflow, int leftBytes) {
    line.closed(inflow, leftBytes);
  }

  /** Waits as long as the line takes for bytes that were just written, if it is known. */
  public void spread(int bytes) {
    double left = bytes;
    while (left > 0 && line.bytesPerSecond(Direction.UP) > 0) {
      double rate = Math.max(1, line.bytesPerSecond(Direction.UP));
      double seconds = Math.min(left / rate, LONGEST_REST_SECONDS);
      LockSupport.parkNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
      left -= seconds * rate;
    }
  }

  /** The most that may move now, by the host's word and the line's; 0 is no limit. */
  public BytesPerSecond rateNow(Direction direction) {
    return Rates.lower(
        direction.of(standing().rates()), new BytesPerSecond(line.bytesPerSecond(direction)));
  }

  private void promise(int bytes) {
    if (caps.promise(bytes)) {
      mandate.judgeAnew();
      noticeChange();
    }
  }

  /** The connection is gone: what was to be uploaded will not be. */
  public void forgetPromises() {
    caps.forgetPromises();
  }

  /** Waits until work may move bytes. */
  public void awaitOpen() throws InterruptedException {
    up.awaitOpen();
  }

  /** What is allowed now; cheap enough to ask for each chunk. */
  public Verdict standing() {
    return mandate.verdict();
  }

  /** What it was judged by, but for the connection, which is taken for granted. */
  public Conditions conditions() {
    return mandate.conditions();
  }

  /** What is used of the caps, if months started on that day. */
  public Used used(int monthStartsOn) throws IOException {
    return caps.used(monthStartsOn);
  }

  /** Whether one more task may begin beside {@code running} others. */
  public boolean hasRoomBeside(int running) {
    return standing().mayRun() && caps.roomBytes() >= (running + 1) * TASK_BYTES;
  }

  /** The smaller rate of both directions; nothing while no work may begin. */
  public BytesPerSecond free() {
    var verdict = standing();
    return new BytesPerSecond(
        verdict.mayRun()
            ? Math.min(usual(Direction.UP, verdict), usual(Direction.DOWN, verdict))
            : 0);
  }

  private long usual(Direction direction, Verdict verdict) {
    var proven = new BytesPerSecond(line.usualBytesPerSecond(direction));
    long limit = Rates.lower(direction.of(verdict.rates()), proven).count();
    return limit == 0 ? UNLIMITED_RATE : limit;
  }

  public Settings settings() {
    return mandate.settings();
  }

  public Moved today() {
    return mandate.conditions().used().today();
  }

  public Moved month() {
    return mandate.conditions().used().month();
  }

  /** All that passed since this was made. */
  public Moved sinceStart() {
    return caps.sinceStart();
  }

  public void follow(Settings wanted) throws IOException {
    book.keep(wanted);
    mandate.follow(wanted);
    tellOfChange();
  }

  public void pause(Pause wanted) throws IOException {
    change(Optional.of(wanted));
  }

  public void resume() throws IOException {
    change(Optional.empty());
  }

  private void change(Optional<Pause> wanted) throws IOException {
    mandate.pause(wanted);
    tellOfChange();
    book.keepPause(wanted);
  }

  /** The machine or its user do something else than before. */
  public void surroundings(UnaryOperator<Surroundings> change) {
    if (mandate.surroundings(change)) {
      wake();
    }
  }

  /** Something could not be stored: nothing runs until it can be. */
  public void storageFailed(IOException cause) {
    mandate.storageFault(Optional.of(String.valueOf(cause.getMessage())));
    wake();
  }

  public boolean hasStorageFault() {
    return mandate.hasStorageFault();
  }

  /** The data folder was written to again. */
  public void storageWorks() {
    mandate.storageFault(Optional.empty());
    wake();
  }

  /** Writes the counters to the book. */
  public void flush() throws IOException {
    caps.flush();
  }

  /** The line leaves more than before: those who wait may go on. */
  public void lineChanged() {
    lookAgain();
  }

  /** Wakes everyone who waits, so that they look at ticker and clock again. */
  public void wake() {
    lookAgain();
    noticeChange();
  }

  private void lookAgain() {
    up.wake();
    down.wake();
  }

  private void noticeChange() {
    var permission = standing().permission();
    if (told.getAndSet(permission) != permission) {
      lookAgain();
      tellListeners();
    }
  }

  /** Also if the same is allowed as before: it may be for another time. */
  private void tellOfChange() {
    lookAgain();
    told.set(standing().permission());
    tellListeners();
  }

  private void tellListeners() {
    listeners.forEach(Runnable::run);
  }
}
