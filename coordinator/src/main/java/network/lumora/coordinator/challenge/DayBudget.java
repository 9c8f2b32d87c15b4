package network.lumora.coordinator.challenge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import network.lumora.protocol.units.Bytes;

/** What challenges may still move today (UTC). For one thread. */
final class DayBudget {
  private final Bytes perDay;
  private LocalDate day = LocalDate.EPOCH;
  private long spent;

  DayBudget(Bytes perDay) {
    this.perDay = perDay;
  }

  boolean allows(Bytes wanted, Instant now) {
    turn(now);
    return wanted.count() <= perDay.count() - spent;
  }

  void spend(Bytes moved, Instant now) {
    turn(now);
    spent = Math.addExact(spent, moved.count());
  }

  private void turn(Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(day)) {
      day = today;
      spent = 0;
    }
  }
}
