package network.lumora.agent.history;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Keeps what the line has carried. Thread-safe, durable; times in seconds since 1970 UTC. */
public interface LineBook {
  /** Adds stretches that come after all that are there, and sums by their hours' beginnings. */
  void add(List<Stretch> stretches, Map<Long, Sum> hours) throws IOException;

  /** Those that reach into that time, in order. */
  List<Stretch> stretches(long from, long to) throws IOException;

  /** Sums of the hours that begin in that time. */
  SortedMap<Long, Sum> hours(long from, long to) throws IOException;

  /** Forgets stretches that ended, and hours that began, before these. */
  void forgetBefore(long stretches, long hours) throws IOException;

  /** Forgets what begins at that second or later. */
  void forgetFrom(long second) throws IOException;

  /** Keeps what a test has proven. */
  void proved(ProvenLine line) throws IOException;

  Optional<ProvenLine> newestProven() throws IOException;

  /** What held at {@code from}, and the last of each {@code step} seconds until {@code to}. */
  List<ProvenLine> proven(Instant from, Instant to, int step) throws IOException;

  /** Bytes on the disk, without what the file needs around them. */
  long size() throws IOException;
}
