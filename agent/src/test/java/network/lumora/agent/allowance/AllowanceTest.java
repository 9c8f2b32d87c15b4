package network.lumora.agent.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.agent.policy.Schedule;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.policy.Slot;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AllowanceTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int SLOTS = 4;
  private static final long MB = 1_000_000;

  private final MemoryBooks books = new MemoryBooks();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  private final AtomicLong nanos = new AtomicLong();

  private Allowance allowance(ZoneId zone) throws IOException {
    return new Allowance(books, books, now::get, nanos::get, zone, SLOTS);
  }

  private static Settings caps(long perDay, long perMonth) {
    return Settings.STANDARD.with(
        new Limits(
            new BytesPerSecond(0), new BytesPerSecond(0), new Bytes(perDay), new Bytes(perMonth)));
  }

  private static Settings rates(long up, long down) {
    return Settings.STANDARD.with(
        new Limits(new BytesPerSecond(up), new BytesPerSecond(down), Bytes.NONE, Bytes.NONE));
  }

  private Moved on(String day) {
    return books.between(LocalDate.parse(day), LocalDate.parse(day));
  }

  @Test
  void countsBothDirectionsOnceAndTogether() throws IOException {
    var allowance = allowance(ZoneOffset.UTC);

    allowance.moveUp(100_000);
    allowance.moveDown(50_000);
    allowance.count(Direction.DOWN, 7);

    assertThat(allowance.today()).isEqualTo(new Moved(new Bytes(100_000), new Bytes(50_007)));
    allowance.flush();
    assertThat(on("2026-11-22").both()).isEqualTo(new Bytes(150_007));
  }

  @Test
  void aCapIsNeverOvershotByWorkOfAllSlots() throws Exception {
    books.settings = caps(0, 2 * MB);
    var allowance = allowance(ZoneOffset.UTC);
    var stopped = new CountDownLatch(SLOTS);

    for (int slot = 0; slot < SLOTS; slot++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    allowance.moveDown(Allowance.CHUNK_BYTES);
                  }
                } catch (StoppedException e) {
                  stopped.countDown();
                }
              });
    }

    assertThat(stopped.await(50, TimeUnit.SECONDS)).isTrue();
    assertThat(allowance.month().both().count()).isBetween(2 * MB - 2 * 65_536, 2 * MB);
    assertThat(allowance.standing().explanation())
        .isEqualTo("paused: monthly cap reached, resumes 1 December");
    assertThat(allowance.hasRoomBeside(0)).isFalse();
    assertThat(allowance.free()).isEqualTo(new BytesPerSecond(0));
  }

  @Test
  void theUsersMonthBeginsInTheUsersTimeZone() throws IOException {
    books.settings = caps(0, MB);
    books.days.put(LocalDate.parse("2026-11-30"), new Moved(new Bytes(MB), Bytes.NONE));
    now.set(Instant.parse("2026-11-30T22:59:59Z"));
    var allowance = allowance(BERLIN);

    assertThat(allowance.standing().isFor(ReasonCode.CAP_MONTH)).isTrue();
    assertThat(allowance.standing().nextChange()).hasValue(Instant.parse("2026-11-30T23:00:00Z"));
    now.set(Instant.parse("2026-11-30T23:00:00Z"));
    assertThat(allowance.standing().mayRun()).isTrue();
    assertThat(allowance.month()).isEqualTo(Moved.NOTHING);
  }

  @Test
  void daysOfTwentyThreeAndTwentyFiveHoursEndAtTheirOwnMidnight() throws IOException {
    books.settings = caps(MB, 0);
    books.days.put(LocalDate.parse("2026-03-29"), new Moved(new Bytes(MB), Bytes.NONE));
    books.days.put(LocalDate.parse("2026-10-25"), new Moved(new Bytes(MB), Bytes.NONE));

    now.set(Instant.parse("2026-03-28T23:00:00Z"));
    assertThat(allowance(BERLIN).standing().nextChange())
        .hasValue(Instant.parse("2026-03-29T22:00:00Z"));
    now.set(Instant.parse("2026-10-24T22:00:00Z"));
    assertThat(allowance(BERLIN).standing().nextChange())
        .hasValue(Instant.parse("2026-10-25T23:00:00Z"));
  }

  @Test
  void whereMidnightDoesNotExistTheDayBeginsLater() throws IOException {
    var beirut = ZoneId.of("Asia/Beirut");
    books.settings = caps(MB, 0);
    books.days.put(LocalDate.parse("2026-03-28"), new Moved(new Bytes(MB), Bytes.NONE));
    now.set(Instant.parse("2026-03-28T12:00:00Z"));

    assertThat(allowance(beirut).standing().nextChange())
        .hasValue(LocalDate.parse("2026-03-29").atStartOfDay(beirut).toInstant());
  }

  @Test
  void aClockSetBackFindsThatDaysUsageAgain() throws IOException {
    var allowance = allowance(ZoneOffset.UTC);
    allowance.moveUp(1_000);
    now.set(Instant.parse("2026-11-23T00:00:01Z"));
    assertThat(allowance.today()).isEqualTo(Moved.NOTHING);

    now.set(Instant.parse("2026-11-22T23:59:59Z"));

    assertThat(allowance.today().up()).isEqualTo(new Bytes(1_000));
  }

  @Test
  void pauseStopsThoseWhoWaitAtOnce() throws Exception {
    books.settings = rates(0, 1_000);
    var allowance = allowance(ZoneOffset.UTC);
    var waits = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                allowance.moveDown(250);
                waits.countDown();
                allowance.moveDown(64 * 1024);
              } catch (StoppedException e) {
                stopped.countDown();
              }
            });
    assertThat(waits.await(50, TimeUnit.SECONDS)).isTrue();

    allowance.pause(Pause.now(null));

    assertThat(stopped.await(50, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> allowance.moveUp(1)).isInstanceOf(StoppedException.class);
    assertThat(books.pause).contains(Pause.now(null));
    allowance.resume();
    allowance.moveUp(1);
  }

  @Test
  void aTimedPauseEndsByItself() throws IOException {
    books.pause = Optional.of(Pause.now(Instant.parse("2026-11-22T14:00:00Z")));
    var allowance = allowance(ZoneOffset.UTC);

    assertThat(allowance.standing().explanation())
        .isEqualTo("paused by you, resumes 22 November 14:00");
    now.set(Instant.parse("2026-11-22T14:00:00Z"));
    assertThat(allowance.standing().mayRun()).isTrue();
  }

  @Test
  void thoseWhoCameFirstAreServedFirst() throws Exception {
    books.settings = rates(64 * 1024, 0);
    var allowance = allowance(ZoneOffset.UTC);
    allowance.moveUp(16 * 1024);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      var thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      allowance.moveUp(16 * 1024);
                      served.add(number);
                    } catch (StoppedException e) {
                      served.add(-1);
                    }
                  });
      threads.add(thread);
      awaitWaiting(thread);
    }

    for (var thread : threads) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(250));
      allowance.wake();
      thread.join();
    }

    assertThat(served).containsExactly(0, 1, 2);
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    books.settings = rates(1_000, 0);
    var allowance = allowance(ZoneOffset.UTC);
    allowance.moveUp(250);
    var ended = new CountDownLatch(1);
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    allowance.awaitUpload(16 * 1024);
                  } catch (InterruptedException e) {
                    ended.countDown();
                  }
                });
    awaitWaiting(thread);

    thread.interrupt();

    assertThat(ended.await(50, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFullDiskIsToldAndNothingIsForgotten() throws IOException {
    var allowance = allowance(ZoneOffset.UTC);
    var told = new AtomicInteger();
    allowance.onChange(told::incrementAndGet);
    books.diskFull = true;

    allowance.count(Direction.UP, Caps.FLUSH_BYTES);

    assertThat(allowance.standing().isFor(ReasonCode.STORAGE_FAILED)).isTrue();
    assertThat(allowance.standing().explanation()).contains("the disk is full");
    assertThat(told).hasValue(1);
    books.diskFull = false;
    allowance.flush();
    allowance.storageWorks();
    assertThat(allowance.standing().mayRun()).isTrue();
    assertThat(on("2026-11-22").up()).isEqualTo(new Bytes(Caps.FLUSH_BYTES));
  }

  @Test
  void aLimitThatIsTooSmallIsRefusedInWords() {
    assertThatThrownBy(() -> caps(10, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the daily cap is 0 (no limit) or at least 1000000 bytes, not 10");
  }

  @Test
  void finishLetsWorkUnderWayEndAndBeginsNone() throws IOException {
    var allowance = allowance(ZoneOffset.UTC);
    var told = new AtomicInteger();
    allowance.onChange(told::incrementAndGet);

    allowance.pause(new Pause(null, Pause.Mode.FINISH));

    assertThat(told).hasValue(1);
    assertThat(allowance.hasRoomBeside(0)).isFalse();
    assertThat(allowance.free()).isEqualTo(new BytesPerSecond(0));
    allowance.moveUp(100_000);
    assertThat(allowance.standing().isFor(ReasonCode.FINISHING)).isTrue();
    assertThat(allowance(ZoneOffset.UTC).standing().isFor(ReasonCode.FINISHING)).isTrue();
  }

  @Test
  void hoursThatEndStopWorkUnderWayAndTheirRateHolds() throws IOException {
    var slot =
        new Slot(
            DayOfWeek.SUNDAY,
            Slot.minute("12:00"),
            Slot.minute("13:00"),
            Optional.of(new BytesPerSecond(2_000_000)),
            Optional.empty());
    books.settings = scheduled(slot);
    var allowance = allowance(ZoneOffset.UTC);

    allowance.moveUp(100_000);
    assertThat(allowance.standing().rates().up()).isEqualTo(new BytesPerSecond(2_000_000));
    assertThat(allowance.free()).isEqualTo(new BytesPerSecond(2_000_000));
    now.set(Instant.parse("2026-11-22T13:00:00Z"));

    assertThatThrownBy(() -> allowance.moveUp(1))
        .isInstanceOf(StoppedException.class)
        .hasMessage("OUTSIDE_SCHEDULE");
    assertThat(allowance.standing().nextChange()).hasValue(Instant.parse("2026-11-29T12:00:00Z"));
  }

  private static Settings scheduled(Slot slot) {
    var usual = Settings.STANDARD;
    return new Settings(
        usual.limits(),
        usual.monthStartsOn(),
        new Schedule(true, List.of(slot)),
        usual.idle(),
        usual.pauseOnBattery(),
        usual.pauseOnMetered(),
        usual.metered(),
        usual.retentionDays());
  }

  @Test
  void aMonthMayStartOnAnotherDay() throws IOException {
    var usual = caps(0, MB);
    books.settings =
        new Settings(
            usual.limits(),
            15,
            usual.schedule(),
            usual.idle(),
            usual.pauseOnBattery(),
            usual.pauseOnMetered(),
            usual.metered(),
            usual.retentionDays());
    books.days.put(LocalDate.parse("2026-11-14"), new Moved(new Bytes(MB), Bytes.NONE));
    books.days.put(LocalDate.parse("2026-11-15"), new Moved(new Bytes(7), Bytes.NONE));
    var allowance = allowance(ZoneOffset.UTC);

    assertThat(allowance.month().both()).isEqualTo(new Bytes(7));
    assertThat(allowance.standing().mayRun()).isTrue();
    allowance.follow(usual);
    assertThat(allowance.month().both()).isEqualTo(new Bytes(MB + 7));
    assertThat(allowance.standing().isFor(ReasonCode.CAP_MONTH)).isTrue();
  }

  @Test
  void aCapThatAPromiseHasReachedStaysReached() throws Exception {
    books.settings = caps(MB, 0);
    var allowance = allowance(ZoneOffset.UTC);
    allowance.awaitUpload((int) (MB - SLOTS * Allowance.CHUNK_BYTES));

    assertThat(allowance.standing().isCapped()).isTrue();
    allowance.forgetPromises();
    allowance.wake();

    assertThat(allowance.standing().isCapped()).isTrue();
    allowance.follow(caps(2 * MB, 0));
    assertThat(allowance.standing().mayRun()).isTrue();
    now.set(Instant.parse("2026-11-23T00:00:00Z"));
    allowance.follow(caps(MB, 0));
    assertThat(allowance.standing().mayRun()).isTrue();
  }

  @Test
  void standingIsJudgedAnewWhenSurroundingsChange() throws IOException {
    var allowance = allowance(ZoneOffset.UTC);

    allowance.surroundings(around -> around.withBattery(Optional.of(true)));

    assertThat(allowance.standing().isFor(ReasonCode.ON_BATTERY)).isTrue();
    assertThatThrownBy(() -> allowance.moveDown(1)).isInstanceOf(StoppedException.class);
    allowance.surroundings(around -> around.withBattery(Optional.of(false)));
    allowance.moveDown(1);
  }

  /** Carries a megabyte a second, of which others may take all. */
  private static final class SlowLine implements Line {
    volatile long rate = MB;
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicLong passed = new AtomicLong();

    @Override
    public void begin() {
      waiting.incrementAndGet();
    }

    @Override
    public void end() {
      waiting.decrementAndGet();
    }

    @Override
    public void passed(Direction direction, int bytes) {
      passed.addAndGet(bytes);
    }

    @Override
    public void opened(Inflow inflow) {}

    @Override
    public void closed(Inflow inflow, int leftBytes) {}

    @Override
    public long bytesPerSecond(Direction direction) {
      return rate;
    }

    @Override
    public long usualBytesPerSecond(Direction direction) {
      return MB;
    }
  }

  @Test
  void onALineThatIsKnownBytesGoInSmallPortionsAtItsRate() throws Exception {
    var line = new SlowLine();
    var allowance = new Allowance(books, books, line, now::get, nanos::get, ZoneOffset.UTC, SLOTS);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(allowance.chunkBytes(Direction.DOWN)).isEqualTo(2_896);
    assertThat(allowance.windowBytes(TimeUnit.MILLISECONDS.toNanos(20))).isEqualTo(8_915);
    assertThat(allowance.windowBytes(TimeUnit.SECONDS.toNanos(2))).isEqualTo(192 * 1024);
    assertThat(allowance.free()).isEqualTo(new BytesPerSecond(MB));
    allowance.moveDown(10_000);
    line.rate = 1_000;
    var waits = new CountDownLatch(1);
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    allowance.moveDown(2_000);
                    waits.countDown();
                  } catch (StoppedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    awaitWaiting(thread);
    assertThat(line.waiting).hasValue(1);

    line.rate = MB;
    while (waits.getCount() > 0) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
      allowance.lineChanged();
    }

    thread.join();
    assertThat(line.waiting).hasValue(0);
    assertThat(line.passed).hasValue(12_000);
    assertThat(allowance.rateNow(Direction.UP)).isEqualTo(new BytesPerSecond(MB));
  }
}
