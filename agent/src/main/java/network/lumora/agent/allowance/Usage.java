package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Bytes of today and of this month, in the host's time zone. Not thread-safe.
 *
 * <p>What is not yet in the book is at most a flush behind; a crash forgets no more than that.
 */
final class Usage {
  private final UsageBook book;
  private final ZoneId zone;
  private LocalDate day;
  private Moved today;
  private Moved month;
  private Moved pending = Moved.NOTHING;

  Usage(UsageBook book, ZoneId zone, Instant now) throws IOException {
    this.book = book;
    this.zone = zone;
    this.day = LocalDate.ofInstant(now, zone);
    this.today = book.on(day);
    this.month = book.in(YearMonth.from(day));
  }

  /** Opens the page of the day that {@code now} is in; also a clock set back does. */
  void turnTo(Instant now) throws IOException {
    var current = LocalDate.ofInstant(now, zone);
    if (!current.equals(day)) {
      flush();
      today = book.on(current);
      month = book.in(YearMonth.from(current));
      day = current;
    }
  }

  void add(Moved more) {
    today = today.plus(more);
    month = month.plus(more);
    pending = pending.plus(more);
  }

  /** What fails to be written is kept and written next time. */
  void flush() throws IOException {
    if (pending.both().count() > 0) {
      book.add(day, pending);
      pending = Moved.NOTHING;
    }
  }

  long pendingBytes() {
    return pending.both().count();
  }

  Moved today() {
    return today;
  }

  Moved month() {
    return month;
  }

  /** The first moment of tomorrow, which is not midnight where clocks change at midnight. */
  Instant nextDay() {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  Instant nextMonth() {
    return day.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant();
  }
}
