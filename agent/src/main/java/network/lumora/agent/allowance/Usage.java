package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import network.lumora.agent.policy.Month;
import network.lumora.agent.policy.Moved;

/**
 * Bytes of today and of this month, in the host's time zone. Not thread-safe.
 *
 * <p>What is not yet in the book is at most a flush behind; a crash forgets no more than that.
 */
final class Usage {
  private final UsageBook book;
  private final ZoneId zone;
  private int monthStartsOn;
  private LocalDate day;
  private Instant dayStarts;
  private Instant dayEnds;
  private Moved today = Moved.NOTHING;
  private Moved month = Moved.NOTHING;
  private Moved pending = Moved.NOTHING;

  Usage(UsageBook book, ZoneId zone, Instant now, int monthStartsOn) throws IOException {
    this.book = book;
    this.zone = zone;
    this.monthStartsOn = monthStartsOn;
    this.day = LocalDate.ofInstant(now, zone);
    this.dayStarts = day.atStartOfDay(zone).toInstant();
    this.dayEnds = day.plusDays(1).atStartOfDay(zone).toInstant();
    read();
  }

  private void read() throws IOException {
    today = book.between(day, day);
    month = month(monthStartsOn);
  }

  /** What was moved in the month that today is in, if months start on that day. */
  Moved month(int startsOn) throws IOException {
    var account = Month.of(day, startsOn);
    return book.between(account.first(), account.next().minusDays(1)).plus(pending);
  }

  /** Whether it turned the page to the day that {@code now} is in; also a clock set back does. */
  boolean turnTo(Instant now) throws IOException {
    if (!now.isBefore(dayStarts) && now.isBefore(dayEnds)) {
      return false;
    }
    flush();
    day = LocalDate.ofInstant(now, zone);
    dayStarts = day.atStartOfDay(zone).toInstant();
    dayEnds = day.plusDays(1).atStartOfDay(zone).toInstant();
    read();
    return true;
  }

  void startMonthsOn(int dayOfMonth) throws IOException {
    if (monthStartsOn != dayOfMonth) {
      month = month(dayOfMonth);
      monthStartsOn = dayOfMonth;
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

  LocalDate day() {
    return day;
  }

  Moved today() {
    return today;
  }

  Moved month() {
    return month;
  }
}
