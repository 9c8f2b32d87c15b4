package network.lumora.coordinator.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.lumora.coordinator.assign.Hedge;
import network.lumora.coordinator.assign.HedgeTerms;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import org.jspecify.annotations.Nullable;

/**
 * The leases that agents work on, and which of them take too long. Thread-safe; never waits.
 *
 * <p>Only those given since the start are known, as many as agents have slots: what was given
 * before is never late, and expires.
 */
final class Underway {
  /** Those of slow sites are looked at each time, and need not be at every turn. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Hedge hedge;
  private final Map<String, Work> onTime = new LinkedHashMap<>();
  private final Map<String, Work> late = new HashMap<>();
  private final Map<PublicKey, Integer> byConsumer = new HashMap<>();
  private final Set<String> secondTries = new HashSet<>();

  private Instant looked = Instant.MIN;

  private record Work(Lease lease, String site, PublicKey consumer, Instant since) {}

  Underway(HedgeTerms terms) {
    this.hedge = new Hedge(terms);
  }

  /** A lease was sent to its agent. */
  synchronized void begins(
      Lease lease, String site, PublicKey consumer, boolean secondTry, Instant now) {
    if (secondTry) {
      secondTries.add(lease.leaseId());
    } else {
      hedge.gave();
    }
    onTime.put(lease.leaseId(), new Work(lease, site, consumer, now));
    byConsumer.merge(consumer, 1, Integer::sum);
  }

  /** It has a result. Gives it, if it was under way. */
  synchronized Optional<Lease> isDone(String leaseId, Instant now) {
    var work = remove(leaseId);
    if (work == null) {
      return Optional.empty();
    }
    hedge.took(work.site(), Duration.between(work.since(), now));
    return Optional.of(work.lease());
  }

  /** The lease, if its agent works on it: what the book says of it need not be asked. */
  synchronized Optional<Lease> find(String leaseId) {
    var work = onTime.getOrDefault(leaseId, late.get(leaseId));
    return Optional.ofNullable(work).map(Work::lease);
  }

  /** It has ended without a result, or counts no longer. */
  synchronized void isOver(String leaseId) {
    remove(leaseId);
  }

  private @Nullable Work remove(String leaseId) {
    secondTries.remove(leaseId);
    var work = onTime.remove(leaseId);
    if (work == null) {
      work = late.remove(leaseId);
    }
    if (work != null) {
      byConsumer.computeIfPresent(
          work.consumer(), (consumer, count) -> count == 1 ? null : count - 1);
    }
    return work;
  }

  /** Pages of a consumer that agents work on. */
  synchronized long of(PublicKey consumer) {
    return byConsumer.getOrDefault(consumer, 0);
  }

  /** What has become late since the last call, the oldest first. */
  synchronized List<Lease> becomeLate(Instant now) {
    if (now.isBefore(looked.plus(LOOK_EVERY))) {
      return List.of();
    }
    looked = now;
    var found = new ArrayList<Lease>();
    var oldest = onTime.values().iterator();
    while (oldest.hasNext()) {
      var work = oldest.next();
      var held = Duration.between(work.since(), now);
      if (held.compareTo(hedge.lateAfter()) <= 0) {
        break;
      }
      if (held.compareTo(hedge.lateAfter(work.site())) > 0) {
        oldest.remove();
        late.put(work.lease().leaseId(), work);
        found.add(work.lease());
      }
    }
    return found;
  }

  /** Whether a second agent may try it too; if so it counts as given. */
  synchronized boolean mayTryAgain(Lease lease) {
    return !secondTries.contains(lease.leaseId()) && hedge.mayHedge();
  }
}
