package network.lumora.agent.history;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** Sums by the second, minute or hour in which they moved. One thread. */
public final class Buckets {
  private final int lengthSeconds;
  private final LongUnaryOperator startOf;
  private final TreeMap<Long, Sum> sums = new TreeMap<>();

  /**
   * @param startOf when the bucket begins that a second is in; all in seconds since 1970 UTC
   */
  public Buckets(int lengthSeconds, LongUnaryOperator startOf) {
    this.lengthSeconds = lengthSeconds;
    this.startOf = startOf;
  }

  /** Of so many seconds each, counted from 1970 UTC. */
  public static Buckets ofSeconds(int length) {
    return new Buckets(length, second -> second - Math.floorMod(second, length));
  }

  /** Only what lies from one second to another, the last not included. */
  public void add(Stretch stretch, long from, long to) {
    long last = Math.min(stretch.end(), to);
    for (long at = Math.max(stretch.start(), from); at < last; ) {
      long start = startOf.applyAsLong(at);
      long end = Math.max(at + 1, Math.min(last, start + lengthSeconds));
      add(start, stretch.part(at, end));
      at = end;
    }
  }

  public void add(Stretch stretch) {
    add(stretch, stretch.start(), stretch.end());
  }

  public void add(long start, Sum more) {
    sums.merge(start, more, Sum::plus);
  }

  /** By their beginning; where nothing is known there is none. */
  public SortedMap<Long, Sum> sums() {
    return Collections.unmodifiableSortedMap(sums);
  }
}
