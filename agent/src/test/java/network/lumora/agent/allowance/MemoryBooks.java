package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Settings;

/** Settings and usage in memory; can be told to have a full disk. */
final class MemoryBooks implements SettingsBook, UsageBook {
  final TreeMap<LocalDate, Moved> days = new TreeMap<>();
  Settings settings = Settings.STANDARD;
  Optional<Pause> pause = Optional.empty();
  boolean diskFull;

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public void keep(Settings settings) {
    this.settings = settings;
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
  public Moved between(LocalDate first, LocalDate last) {
    return days.subMap(first, true, last, true).values().stream()
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
