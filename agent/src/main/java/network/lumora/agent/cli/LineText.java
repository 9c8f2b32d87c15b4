package network.lumora.agent.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineHistory.LineBucket;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** A line, for a terminal of eighty columns. */
final class LineText {
  private static final int MOST_CELLS = 48;

  /** From nothing to the most; a space is unknown. */
  private static final String RAMP = "_.-:=+*#%@";

  private static final String UNKNOWN = "unknown";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm zzz", Locale.ENGLISH);

  private final LineQuery query;
  private final ZoneId zone;
  private final int cells;
  private final StringBuilder out = new StringBuilder();

  LineText(LineQuery query, ZoneId zone) {
    this.query = query;
    this.zone = zone;
    this.cells = cells(query);
  }

  /** As many as there are minutes or hours at most: else every other one would be blank. */
  private static int cells(LineQuery query) {
    var whole = Duration.between(query.from(), query.to());
    return Math.clamp(whole.dividedBy(query.step().length()), 1, MOST_CELLS);
  }

  String of(LineNow now, LineHistory history) {
    table(now);
    line("State", state(now.standing()));
    out.append('\n');
    spark("Lumora, down", history, LineBucket::ownDown, LineBucket::seconds);
    spark("Lumora, up", history, LineBucket::ownUp, LineBucket::seconds);
    spark("Other, down", history, LineBucket::otherDown, LineBucket::otherSeconds);
    spark("Other, up", history, LineBucket::otherUp, LineBucket::otherSeconds);
    line("", "from %s to now".formatted(TIME.format(query.from().atZone(zone))));
    kept(history.kept());
    return out.toString();
  }

  private void table(LineNow now) {
    var capacity = now.capacity();
    out.append("%-15s %-12s %-12s%n".formatted("", "down", "up"));
    row("Capacity", capacity.down(), capacity.up(), proven(capacity));
    row("Idle now", now.idle().down(), now.idle().up(), "");
    row("Lumora", now.own().down(), now.own().up(), "");
    row("All other", now.other().down(), now.other().up(), "");
  }

  private void row(
      String name, @Nullable BytesPerSecond down, @Nullable BytesPerSecond up, String note) {
    out.append("%-15s %-12s %-12s %s".formatted(name, rate(down), rate(up), note).stripTrailing())
        .append('\n');
  }

  private static String rate(@Nullable BytesPerSecond rate) {
    return rate == null ? UNKNOWN : Units.shown(rate.count()) + "/s";
  }

  private String proven(LineNow.Capacity capacity) {
    var at = capacity.provenAt();
    return at == null
        ? "not measured yet"
        : "proven by %d challengers%s, %s"
            .formatted(capacity.challengers(), way(capacity), TIME.format(at.atZone(zone)));
  }

  private static String way(LineNow.Capacity capacity) {
    return capacity.grade() == LineGrade.WEBSOCKET ? " over WebSockets, since UDP is blocked" : "";
  }

  private String state(LineNow.Standing standing) {
    var state = standing.state();
    var until = standing.until();
    return (state == null ? "" : state.name().toLowerCase(Locale.ROOT) + ", ")
        + standing.text()
        + (until == null ? "" : ", until " + TIME.format(until.atZone(zone)));
  }

  private void spark(
      String name,
      LineHistory history,
      Function<LineBucket, @Nullable Bytes> bytes,
      ToIntFunction<LineBucket> seconds) {
    var moved = new double[cells];
    var known = new double[cells];
    for (var bucket : history.buckets()) {
      var more = bytes.apply(bucket);
      int cell = cell(bucket);
      if (more != null) {
        moved[cell] += more.count();
        known[cell] += seconds.applyAsInt(bucket);
      }
    }
    for (int cell = 0; cell < cells; cell++) {
      moved[cell] = known[cell] == 0 ? Double.NaN : moved[cell] / known[cell];
    }
    double most = Arrays.stream(moved).filter(rate -> !Double.isNaN(rate)).max().orElse(0);
    line(name, spark(moved, most) + "  most " + Units.shown(Math.round(most)) + "/s");
  }

  private int cell(LineBucket bucket) {
    var since = Duration.between(query.from(), bucket.start()).toSeconds();
    var all = Duration.between(query.from(), query.to()).toSeconds();
    return Math.clamp(since * cells / all, 0, cells - 1);
  }

  /**
   * @param rates NaN where nothing is known
   */
  static String spark(double[] rates, double most) {
    var cells = new StringBuilder();
    for (double rate : rates) {
      cells.append(Double.isNaN(rate) ? ' ' : RAMP.charAt(step(rate, most)));
    }
    return cells.toString();
  }

  private static int step(double rate, double most) {
    return most == 0 ? 0 : (int) Math.ceil(rate / most * (RAMP.length() - 1));
  }

  private void kept(LineHistory.LineKept kept) {
    line(
        "On the disk",
        "each second for %d hours, each hour for %d days: %s"
            .formatted(
                kept.secondsForHours(), kept.hoursForDays(), Units.shown(kept.bytes().count())));
  }

  private void line(String name, String value) {
    out.append("%-15s %s%n".formatted(name, value));
  }
}
