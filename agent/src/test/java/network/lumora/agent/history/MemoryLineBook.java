package network.lumora.agent.history;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Forgets all when the test ends; counts how often it is written to. */
public final class MemoryLineBook implements LineBook {
  private final List<Stretch> stretches = new ArrayList<>();
  private final TreeMap<Long, Sum> hours = new TreeMap<>();
  private final List<ProvenLine> proven = new ArrayList<>();
  int writes;
  boolean isFull;

  @Override
  public void add(List<Stretch> more, Map<Long, Sum> sums) throws IOException {
    writes++;
    if (isFull) {
      throw new IOException("the disk is full");
    }
    stretches.addAll(more);
    sums.forEach((start, sum) -> hours.merge(start, sum, Sum::plus));
  }

  @Override
  public List<Stretch> stretches(long from, long to) {
    return stretches.stream().filter(one -> one.end() > from && one.start() < to).toList();
  }

  @Override
  public SortedMap<Long, Sum> hours(long from, long to) {
    return hours.subMap(from, to);
  }

  @Override
  public void forgetBefore(long second, long hour) {
    stretches.removeIf(one -> one.end() <= second);
    hours.headMap(hour).clear();
  }

  @Override
  public void forgetFrom(long second) {
    stretches.removeIf(one -> one.end() > second);
    hours.tailMap(second).clear();
  }

  @Override
  public void proved(ProvenLine line) {
    proven.add(line);
  }

  @Override
  public Optional<ProvenLine> newestProven() {
    return proven.isEmpty() ? Optional.empty() : Optional.of(proven.getLast());
  }

  @Override
  public List<ProvenLine> proven(Instant from, Instant to, int step) {
    return List.copyOf(proven);
  }

  @Override
  public long size() {
    return stretches.size();
  }
}
