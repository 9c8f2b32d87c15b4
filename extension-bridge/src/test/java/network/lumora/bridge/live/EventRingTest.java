package network.lumora.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventRingTest {
  private static final Duration NOT_AT_ALL = Duration.ZERO;

  private final EventRing ring = new EventRing(new AtomicLong(0xabc)::getAndIncrement);

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      ring.add("usage", "{}");
    }
  }

  private static List<Long> numbers(Next next) {
    return next instanceof Next.Events(var events)
        ? events.stream().map(Event::number).toList()
        : List.of();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void aNewReaderBeginsWithASnapshotAndThenSeesEachEvent() throws InterruptedException {
    add(5);
    var reader = ring.reader(null);

    assertThat(reader.next(NOT_AT_ALL)).isEqualTo(new Next.Snapshot(5));
    assertThat(reader.next(NOT_AT_ALL)).isEqualTo(new Next.Silence());
    add(3);
    assertThat(numbers(reader.next(NOT_AT_ALL))).isEqualTo(range(6, 8));
  }

  @Test
  void aReaderResumesFromAllThatIsKept() throws InterruptedException {
    add(10);
    var id = ring.reader(null).id(10);
    add(EventRing.SIZE);

    assertThat(numbers(ring.reader(id).next(NOT_AT_ALL))).isEqualTo(range(11, 266));

    add(1);
    assertThat(ring.reader(id).next(NOT_AT_ALL)).isEqualTo(new Next.Snapshot(267));
  }

  @Test
  void aSlowReaderGetsAFreshSnapshot() throws InterruptedException {
    var reader = ring.reader(null);
    reader.next(NOT_AT_ALL);
    add(EventRing.MAX_BEHIND);
    assertThat(numbers(reader.next(NOT_AT_ALL))).hasSize(EventRing.MAX_BEHIND);

    add(EventRing.MAX_BEHIND + 1);
    assertThat(reader.next(NOT_AT_ALL)).isInstanceOf(Next.Snapshot.class);
    add(1);
    assertThat(numbers(reader.next(NOT_AT_ALL))).hasSize(1);
  }

  @Test
  void nobodyResumesOverAGapOrFromTheFuture() throws InterruptedException {
    add(3);
    var id = ring.reader(null).id(3);
    for (var wrong : List.of("", "3", "abc-4", "abd-3", "abc--3", "abc-3 ", "x".repeat(9_999))) {
      assertThat(ring.reader(wrong).next(NOT_AT_ALL)).as(wrong).isEqualTo(new Next.Snapshot(3));
    }
    ring.forget();

    assertThat(ring.reader(id).next(NOT_AT_ALL)).isEqualTo(new Next.Snapshot(3));
  }

  @Test
  void closingEndsEveryReader() throws InterruptedException {
    var reader = ring.reader(null);
    reader.next(NOT_AT_ALL);
    var ends = Thread.ofVirtual().start(ring::close);

    assertThat(reader.next(Duration.ofMinutes(1))).isEqualTo(new Next.End());
    ends.join();
  }

  @Test
  void theFeedRunsOnlyWhileSomebodyReads() {
    var running = new AtomicLong();
    try (var watch =
        new Watch(
            ring,
            () -> {
              running.incrementAndGet();
              return running::decrementAndGet;
            },
            Duration.ofMinutes(1))) {
      assertThat(running).hasValue(0);
      watch.enter();
      watch.enter();
      assertThat(running).hasValue(1);
      watch.leave();
      watch.leave();
      assertThat(running).as("while a page loads again").hasValue(1);
    }
    assertThat(running).hasValue(0);
  }
}
