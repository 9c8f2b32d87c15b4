package network.lumora.coordinator.assign;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Place;

/**
 * All agents, kept so that one is chosen without a look at each. One thread.
 *
 * <p>Those with room for a task are numbered, all of them and those of each country, and are in the
 * order of how long they have waited.
 */
public final class Pool {
  /** Who has waited longest is first; no two are equal. */
  public static final Comparator<Candidate> WAITED_LONGEST =
      Comparator.comparingLong(Candidate::lastGiven).thenComparing(Candidate::agent);

  private final Filters filters;
  private final Work work;
  private final Map<PublicKey, Seat> seats = new HashMap<>();
  private final Ring open = new Ring();
  private final Map<String, Ring> byCountry = new HashMap<>();
  private final NavigableSet<Candidate> waiting = new TreeSet<>(WAITED_LONGEST);
  private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
  private long slots;
  private long room;

  public Pool(Filters filters, Fairness fairness) {
    this.filters = filters;
    this.work = new Work(fairness.memory());
  }

  /**
   * @param room tasks it may get now
   */
  private record Seat(Candidate candidate, long room) {}

  /** An agent is there, or may not be as it was: most heartbeats say nothing new. */
  public void put(Candidate candidate) {
    var seat = seats.get(candidate.agent());
    if (seat == null || !seat.candidate().equals(candidate)) {
      remove(candidate.agent());
      add(candidate);
    }
  }

  private void add(Candidate candidate) {
    slots += candidate.slots();
    var refusal = filters.refusal(candidate);
    if (refusal.isPresent()) {
      refused.merge(refusal.get(), 1, Integer::sum);
      seats.put(candidate.agent(), new Seat(candidate, 0));
    } else {
      var seat = new Seat(candidate, filters.room(candidate));
      room += seat.room();
      seats.put(candidate.agent(), seat);
      open(candidate);
    }
  }

  private void open(Candidate candidate) {
    open.put(candidate);
    waiting.add(candidate);
    candidate
        .place()
        .ifPresent(
            place -> byCountry.computeIfAbsent(place.country(), key -> new Ring()).put(candidate));
  }

  public void remove(PublicKey agent) {
    var seat = seats.remove(agent);
    if (seat == null) {
      return;
    }
    var candidate = seat.candidate();
    slots -= candidate.slots();
    room -= seat.room();
    if (seat.room() == 0) {
      filters
          .refusal(candidate)
          .ifPresent(refusal -> refused.computeIfPresent(refusal, (key, count) -> less(count)));
    } else {
      close(candidate);
    }
  }

  private static Integer less(int count) {
    return count - 1;
  }

  private void close(Candidate candidate) {
    open.remove(candidate.agent());
    waiting.remove(candidate);
    candidate
        .place()
        .map(Place::country)
        .ifPresent(
            country ->
                byCountry.computeIfPresent(
                    country,
                    (key, ring) -> {
                      ring.remove(candidate.agent());
                      return ring.isEmpty() ? null : ring;
                    }));
  }

  /** It got one more task. */
  public void gave(PublicKey agent) {
    work.gave(agent, slots);
  }

  /** What it got lately for each of its slots: 1 is as much as all others. */
  double share(Candidate candidate) {
    return work.share(candidate.agent(), candidate.slots(), slots);
  }

  /** Those with room for a task. */
  public List<Candidate> open() {
    return open.all();
  }

  /** Tasks that all together have room for. */
  public long room() {
    return room;
  }

  /**
   * A plan for many tasks; empty if there are more agents than tasks, when each is chosen alone.
   */
  public Optional<Bulk<PublicKey>> split(long tasks) {
    if (open.isEmpty() || open.size() > tasks) {
      return Optional.empty();
    }
    var able = new HashMap<PublicKey, Bulk.Able>();
    for (var candidate : open.all()) {
      able.put(candidate.agent(), new Bulk.Able(candidate.free(), filters.room(candidate)));
    }
    return Optional.of(Bulk.split(tasks, able));
  }

  /** How many have no room, and why. */
  Map<Refusal, Integer> refused() {
    var some = new EnumMap<Refusal, Integer>(Refusal.class);
    refused.forEach(
        (refusal, count) -> {
          if (count > 0) {
            some.put(refusal, count);
          }
        });
    return some;
  }

  NavigableSet<Candidate> waitedLongest() {
    return Collections.unmodifiableNavigableSet(waiting);
  }

  /** Where those are who may be there. */
  List<Ring> rings(Where where) {
    if (where.places().isEmpty()) {
      return open.isEmpty() ? List.of() : List.of(open);
    }
    return where.places().stream()
        .map(Place::country)
        .distinct()
        .sorted()
        .map(byCountry::get)
        .filter(Objects::nonNull)
        .toList();
  }
}
