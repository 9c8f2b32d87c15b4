package network.lumora.agent.service;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import network.lumora.agent.history.Buckets;
import network.lumora.agent.history.Flow;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.history.LineRecorder;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.history.Stretch;
import network.lumora.agent.history.Sum;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineHistory.LineBucket;
import network.lumora.bridge.agent.LineHistory.LineKept;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.bridge.agent.LineReader;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** Shows what the line can carry, what uses it, and what it carried before. Thread-safe. */
final class LineDesk implements LineReader {
  private final LineRecorder recorder;
  private final LineBook book;
  private final InstantSource clock;
  private final Supplier<LineNow.Standing> standing;

  /**
   * @param standing whether work may use the line now
   */
  LineDesk(
      LineRecorder recorder,
      LineBook book,
      InstantSource clock,
      Supplier<LineNow.Standing> standing) {
    this.recorder = recorder;
    this.book = book;
    this.clock = clock;
    this.standing = standing;
  }

  @Override
  public LineNow line() throws IOException {
    recorder.look();
    var capacity = book.newestProven().map(LineDesk::shown).orElse(LineNow.Capacity.UNKNOWN);
    var newest = recorder.newest();
    var other = newest.map(LineDesk::other).orElse(LineNow.Flow.UNKNOWN);
    return new LineNow(
        clock.instant(),
        capacity,
        new LineNow.Flow(idle(capacity.up(), other.up()), idle(capacity.down(), other.down())),
        newest.map(one -> rates(one.own(), one)).orElse(LineNow.Flow.UNKNOWN),
        other,
        standing.get());
  }

  private static LineNow.Flow other(Stretch stretch) {
    var other = stretch.other();
    return other == null ? LineNow.Flow.UNKNOWN : rates(other, stretch);
  }

  private static LineNow.Flow rates(Flow moved, Stretch in) {
    return new LineNow.Flow(
        new BytesPerSecond(moved.up() / in.seconds()),
        new BytesPerSecond(moved.down() / in.seconds()));
  }

  private static @Nullable BytesPerSecond idle(
      @Nullable BytesPerSecond capacity, @Nullable BytesPerSecond other) {
    return capacity == null || other == null
        ? null
        : new BytesPerSecond(Math.max(0, capacity.count() - other.count()));
  }

  private static LineNow.Capacity shown(ProvenLine line) {
    return new LineNow.Capacity(
        rate(line.up()),
        rate(line.down()),
        line.at(),
        line.challengers(),
        line.grade().orElse(null));
  }

  private static @Nullable BytesPerSecond rate(OptionalLong rate) {
    return rate.isPresent() ? new BytesPerSecond(rate.getAsLong()) : null;
  }

  @Override
  public LineHistory history(LineQuery query) throws IOException {
    recorder.look();
    int step = (int) query.step().length().toSeconds();
    return new LineHistory(
        buckets(query, step).sums().entrySet().stream().map(LineDesk::bucket).toList(),
        book.proven(query.from(), query.to(), step).stream().map(LineDesk::shown).toList(),
        kept());
  }

  private Buckets buckets(LineQuery query, int step) throws IOException {
    long from = query.from().getEpochSecond();
    long to = query.to().getEpochSecond();
    return switch (query.step()) {
      case SECOND, MINUTE -> recorder.seconds(from, to, step);
      case HOUR -> recorder.hours(from, to);
    };
  }

  private static LineBucket bucket(Map.Entry<Long, Sum> entry) {
    var sum = entry.getValue();
    var other = Optional.of(sum.other()).filter(_ -> sum.otherSeconds() > 0);
    return new LineBucket(
        Instant.ofEpochSecond(entry.getKey()),
        sum.seconds(),
        sum.exactSeconds(),
        new Bytes(sum.own().up()),
        new Bytes(sum.own().down()),
        sum.otherSeconds(),
        other.map(flow -> new Bytes(flow.up())).orElse(null),
        other.map(flow -> new Bytes(flow.down())).orElse(null));
  }

  private LineKept kept() throws IOException {
    return new LineKept(
        (int) LineRecorder.SECONDS_KEPT.toHours(),
        (int) LineRecorder.HOURS_KEPT.toDays(),
        new Bytes(book.size()));
  }
}
