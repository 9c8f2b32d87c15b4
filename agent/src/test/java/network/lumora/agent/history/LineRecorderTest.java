package network.lumora.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.agent.counters.LineTotals;
import network.lumora.agent.policy.Moved;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;

class LineRecorderTest {
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond();

  private final MemoryLineBook book = new MemoryLineBook();
  private final AtomicReference<Moved> own = new AtomicReference<>(Moved.NOTHING);
  private final AtomicReference<Optional<LineTotals>> line =
      new AtomicReference<>(Optional.of(new LineTotals(0, 0)));
  private long now = NOON;
  private final LineRecorder recorder = recorder(ZoneOffset.UTC);

  private LineRecorder recorder(ZoneId zone) {
    return new LineRecorder(
        book, own::get, () -> line.get(), () -> Instant.ofEpochSecond(now), zone);
  }

  /** So many seconds later, after ours and all of the line have moved that much down. */
  private void later(int seconds, long ownDown, long lineDown) {
    now += seconds;
    own.set(own.get().plus(new Moved(Bytes.NONE, new Bytes(ownDown))));
    line.set(line.get().map(before -> new LineTotals(before.up(), before.down() + lineDown)));
    recorder.look();
  }

  private Sum second(long second) throws IOException {
    return recorder.seconds(second, second + 1, 1).sums().getOrDefault(second, Sum.NOTHING);
  }

  @Test
  void eachSecondIsOursAndWhatElseTheLineCarried() throws IOException {
    recorder.look();
    later(1, 100, 350);
    later(1, 0, 20);

    assertThat(second(NOON)).isEqualTo(new Sum(1, 1, new Flow(0, 100), 1, new Flow(0, 250)));
    assertThat(second(NOON + 1)).isEqualTo(new Sum(1, 1, Flow.NOTHING, 1, new Flow(0, 20)));
    assertThat(second(NOON + 2)).isEqualTo(Sum.NOTHING);
  }

  @Test
  void whatTheCountersSayAfterARestIsSpreadOverIt() throws IOException {
    recorder.look();
    later(30, 0, 3_000);

    assertThat(second(NOON + 7)).isEqualTo(new Sum(1, 0, Flow.NOTHING, 1, new Flow(0, 100)));
    assertThat(recorder.newest()).hasValue(new Stretch(NOON, 30, Flow.NOTHING, new Flow(0, 3_000)));
  }

  @Test
  void aSecondLookInTheSameSecondChangesNothing() throws IOException {
    recorder.look();
    later(0, 50, 60);
    later(1, 50, 60);

    assertThat(second(NOON)).isEqualTo(new Sum(1, 1, new Flow(0, 100), 1, new Flow(0, 20)));
  }

  @Test
  void countersThatBeganAnewOrCannotBeReadAreUnknown() throws IOException {
    recorder.look();
    later(1, 10, 500);
    line.set(Optional.of(new LineTotals(0, 7)));
    later(1, 20, 0);
    line.set(Optional.empty());
    later(1, 30, 0);

    assertThat(second(NOON + 1)).isEqualTo(new Sum(1, 1, new Flow(0, 20), 0, Flow.NOTHING));
    assertThat(second(NOON + 2)).isEqualTo(new Sum(1, 1, new Flow(0, 30), 0, Flow.NOTHING));
  }

  @Test
  void aSleepOfMoreThanADayIsUnknown() throws IOException {
    recorder.look();
    later(Stretch.MAX_SECONDS + 1, 0, 5);
    later(1, 0, 5);

    assertThat(recorder.hours(NOON - 3_600, now + 3_600).sums().values())
        .containsExactly(new Sum(1, 1, Flow.NOTHING, 1, new Flow(0, 5)));
  }

  @Test
  void restIsWrittenOnceAnHourAndWorkEachTenMinutes() {
    recorder.look();
    for (int look = 0; look < 120; look++) {
      later(30, 0, 10);
    }
    assertThat(book.writes).isEqualTo(1);
    for (int look = 0; look < 1_200; look++) {
      later(1, 1, 1);
    }
    assertThat(book.writes).isEqualTo(3);
  }

  @Test
  void hoursAreThoseOfTheHostsClock() throws IOException {
    var india = recorder(ZoneId.of("Asia/Kolkata"));
    india.look();
    now += 3_600;
    own.set(new Moved(new Bytes(3_600), Bytes.NONE));
    india.look();

    assertThat(india.hours(NOON - 3_600, now).sums())
        .containsOnlyKeys(NOON - 1_800, NOON + 1_800)
        .allSatisfy((_, sum) -> assertThat(sum.own().up()).isEqualTo(1_800));
  }

  @Test
  void whatIsInMemoryAndWhatIsWrittenAddUp() throws IOException {
    recorder.look();
    later(600, 600, 1_200);
    recorder.flush();
    later(600, 600, 1_200);

    assertThat(recorder.hours(NOON, NOON + 3_600).sums())
        .containsExactly(
            java.util.Map.entry(
                NOON, new Sum(1_200, 0, new Flow(0, 1_200), 1_200, new Flow(0, 1_200))));
    assertThat(recorder.seconds(NOON, NOON + 1_200, 600).sums()).hasSize(2);
  }

  @Test
  void aClockSetBackForgetsWhatHasNotComeYet() throws IOException {
    recorder.look();
    later(10, 10, 10);
    later(86_000, 1, 1);
    recorder.flush();
    now = NOON + 5;
    recorder.look();
    later(1, 4, 4);

    assertThat(second(NOON + 20_000)).isEqualTo(Sum.NOTHING);
    assertThat(second(NOON + 5)).isEqualTo(new Sum(1, 1, new Flow(0, 4), 1, Flow.NOTHING));
  }

  @Test
  void whatCannotBeWrittenIsKeptForAnHourOfWork() throws IOException {
    book.isFull = true;
    recorder.look();
    for (int look = 0; look < 5_000; look++) {
      later(1, 1, 1);
    }
    assertThat(book.writes).isBetween(60, 90);
    book.isFull = false;
    later(61, 1, 1);

    assertThat(book.stretches(NOON, now)).hasSizeBetween(3_600, 3_700);
  }

  @Test
  void whoKeepsNothingHasNothingOnTheDiskButSeesWhatIs() throws IOException {
    recorder.keep(false);
    recorder.look();
    later(1, 5, 9);
    recorder.flush();

    assertThat(book.writes).isZero();
    assertThat(recorder.newest().orElseThrow().own()).isEqualTo(new Flow(0, 5));
    assertThat(second(NOON)).isEqualTo(Sum.NOTHING);
  }

  @Test
  void whatIsTooOldIsForgottenWhenMoreIsWritten() throws IOException {
    recorder.look();
    later(10, 10, 10);
    recorder.flush();
    now += LineRecorder.SECONDS_KEPT.toSeconds() + 11;
    recorder.look();
    later(1, 1, 1);
    recorder.flush();
    assertThat(book.stretches(NOON, NOON + 100)).isEmpty();
    assertThat(book.hours(NOON, NOON + 1)).isNotEmpty();

    now += LineRecorder.HOURS_KEPT.toSeconds();
    recorder.look();
    later(1, 1, 1);
    recorder.flush();
    assertThat(book.hours(NOON, NOON + 1)).isEmpty();
  }
}
