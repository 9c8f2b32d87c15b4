package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.TreeMap;

/** Limits and usage in memory; can be told to have a full disk. */
final class MemoryBooks implements LimitsBook, UsageBook {
  final TreeMap<LocalDate, Moved> days = new TreeMap<>();
  Limits limits = Limits.NONE;
  Optional<Pause> pause = Optional.empty();
  boolean diskFull;

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public void keep(Limits limits) {
    this.limits = limits;
  }

  @Override
  public Optional<Pause> pause() {
    return pause;
  }

  @Override
  public void keepPause(Optional<Pause> pause) {
    this.pause = pause;
  }

  @Override
  public Moved on(LocalDate day) {
    return days.getOrDefault(day, Moved.NOTHING);
  }

  @Override
  public Moved in(YearMonth month) {
    return days.subMap(month.atDay(1), true, month.atEndOfMonth(), true).values().stream()
        .reduce(Moved.NOTHING, Moved::plus);
  }

  @Override
  public void add(LocalDate day, Moved more) throws IOException {
    if (diskFull) {
      throw new IOException("the disk is full");
    }
    days.merge(day, more, Moved::plus);
  }
}
