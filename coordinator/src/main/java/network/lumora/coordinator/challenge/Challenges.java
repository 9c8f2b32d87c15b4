package network.lumora.coordinator.challenge;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.Retry;
import network.lumora.proof.panel.Median;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has agents' lines challenged, one at a time: a challenge takes a second or two, and challengers
 * that serve two at once measure neither.
 *
 * <p>One thread calls {@link #step}, which {@link #start} does; everything else is thread-safe.
 */
public final class Challenges implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Challenges.class);

  private static final long LOOK_MILLIS = 1_000;

  /** After an agent would not, or its challenge failed. */
  private static final Duration SOON = Duration.ofMinutes(10);

  /** For a trial that is under way. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  /** Provers over which a challenger may disagree within a week before it is no longer drawn. */
  private static final int DISAGREEMENTS = 3;

  private static final Duration DISAGREEMENT_COUNTS = Duration.ofDays(7);

  private final ChallengeTerms terms;
  private final Books books;
  private final Agents agents;
  private final PublicKey coordinator;
  private final Verdicts verdicts;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Challengers challengers;
  private final Timetable timetable;
  private final DayBudget budget;
  private final Map<PublicKey, SlotPath> paths = new HashMap<>();
  private final Map<String, BytesPerSecond> risen = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Running running;
  private volatile @Nullable Thread thread;
  private volatile String trouble = "";

  private record Running(String challengeId, Mailbox mailbox) {}

  public Challenges(
      ChallengeTerms terms,
      Books books,
      Agents agents,
      PublicKey coordinator,
      Verdicts verdicts,
      RandomGenerator random,
      InstantSource clock,
      LongSupplier nanos) {
    this.terms = terms;
    this.books = books;
    this.agents = agents;
    this.coordinator = coordinator;
    this.verdicts = verdicts;
    this.random = random;
    this.clock = clock;
    this.nanos = nanos;
    this.challengers = new Challengers(agents, terms.operatorRun());
    this.timetable = new Timetable(random);
    this.budget = new DayBudget(terms.perDay());
  }

  public void start() {
    if (terms.areHeld()) {
      thread = Thread.ofVirtual().name("challenges").start(this::run);
    }
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      step();
    } catch (IOException e) {
      LOG.warn("a line cannot be challenged now: {}", e.getMessage());
    } catch (ProtocolException | RuntimeException e) {
      LOG.error("a look at the challenges failed", e);
    }
  }

  /** Where a challenger is. */
  public void isAt(PublicKey speaker, ToCoordinator.ChallengerAt place) {
    challengers.isAt(speaker, place);
  }

  /** What somebody says of a challenge; of one that is over it is let go. */
  public void hear(PublicKey speaker, String challengeId, ToCoordinator message) {
    var current = running;
    if (current != null && current.challengeId.equals(challengeId)) {
      current.mailbox.put(speaker, message);
    }
  }

  /** For people: challengers that are there, and what is in the way of challenging lines. */
  public State state() {
    return new State(challengers.present().size(), trouble);
  }

  /**
   * How challenging goes.
   *
   * @param trouble empty if nothing is in the way
   */
  public record State(int challengers, String trouble) {}

  /** Challenges one line in both directions, if one is due and willing. */
  void step() throws IOException, ProtocolException, InterruptedException {
    var now = clock.instant();
    var provers = agents.guests().stream().filter(guest -> guest.can(Greeting.PROVE)).toList();
    timetable.covers(provers.stream().map(Guest::key).toList(), terms.first(), now);
    paths.keySet().retainAll(provers.stream().map(Guest::key).toList());
    var ready =
        provers.stream()
            .filter(guest -> guest.willing() && guest.atRest())
            .map(Guest::key)
            .toList();
    var due = timetable.next(ready, now);
    if (due.isPresent()) {
      challenge(due.get());
    }
  }

  private void challenge(PublicKey agent)
      throws IOException, ProtocolException, InterruptedException {
    boolean done = true;
    for (var direction : ChallengeDirection.values()) {
      done &= challenge(agent, direction);
    }
    timetable.set(agent, done ? terms.every() : shorter(SOON, terms.every()), clock.instant());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Tries until it is no lower than before, at most three times; the best counts. */
  private boolean challenge(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException, InterruptedException {
    TrialEnd.@Nullable Measured best = null;
    for (int tries = 1; tries <= Retry.MAX_TRIES; tries++) {
      var subject = subject(agent, direction);
      var end = subject.isEmpty() ? null : attempt(subject.get());
      if (!(end instanceof TrialEnd.Measured measured)) {
        break;
      }
      best = best == null || measured.value().compareTo(best.value()) > 0 ? measured : best;
      if (!Retry.isDue(measured.value(), subject.get().history().proven(), tries)) {
        break;
      }
    }
    if (best != null) {
      conclude(agent, direction, best);
    }
    return best != null;
  }

  private Optional<Trial.Case> subject(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException {
    var guest = agents.guest(agent);
    if (guest.isEmpty()) {
      return Optional.empty();
    }
    var history = history(agent, direction);
    var pool = pool(guest.get(), direction, history.proven());
    if (pool.isEmpty()) {
      isTroubled("no challenger is connected: lines cannot be proven");
      return Optional.empty();
    }
    var subject =
        new Trial.Case(
            guest.get(), pool, direction, paths.getOrDefault(agent, SlotPath.UDP), history);
    if (!budget.allows(subject.maxBytes(), clock.instant())) {
      isTroubled("the day's bytes for challenges are used up");
      return Optional.empty();
    }
    isTroubled(
        pool.size() < ChallengePlan.SLOTS
            ? "only %d challengers can challenge this line: it is proven to a lower grade"
                .formatted(pool.size())
            : "");
    return Optional.of(subject);
  }

  private void isTroubled(String now) {
    if (!now.equals(trouble) && !now.isEmpty()) {
      LOG.warn("{}", now);
    }
    trouble = now;
  }

  private History history(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException {
    var before = books.read(book -> book.lines().newest(agent, direction, Median.REMEMBERED - 1));
    return new History(before, Optional.ofNullable(risen.get(agent + " " + direction)));
  }

  /** Those who may challenge this line, at most as many as a statement can name. */
  private List<Challenger> pool(Guest prover, ChallengeDirection direction, BytesPerSecond proven)
      throws IOException, ProtocolException {
    var demoted = demoted();
    var pool =
        new ArrayList<>(
            challengers.present().stream()
                .filter(each -> !each.key().equals(prover.key()))
                .filter(each -> each.operatorRun() || !demoted.contains(each.key()))
                .filter(each -> !isNeighbour(each, prover))
                .filter(each -> each.reach(direction).compareTo(proven) > 0)
                .toList());
    Collections.shuffle(pool, random);
    pool.sort(Comparator.comparing(each -> !each.operatorRun()));
    return List.copyOf(pool.subList(0, Math.min(pool.size(), LineProven.MAX_CANDIDATES)));
  }

  private Set<PublicKey> demoted() throws IOException, ProtocolException {
    var since = clock.instant().minus(DISAGREEMENT_COUNTS);
    return books.read(book -> new HashSet<>(book.disagreements().over(DISAGREEMENTS, since)));
  }

  /** A challenger in the same house would measure the house. */
  private static boolean isNeighbour(Challenger challenger, Guest prover) {
    var address = prover.line().publicAddress();
    return !Network.isLocal(address)
        && Network.narrow(address).equals(Network.narrow(challenger.host()));
  }

  private TrialEnd attempt(Trial.Case subject) throws InterruptedException {
    var mailbox = new Mailbox(nanos);
    var trial = new Trial(subject, coordinator, random, terms.patience(), mailbox);
    running = new Running(trial.challengeId(), mailbox);
    try {
      var end = trial.run();
      note(subject, end);
      return end;
    } finally {
      running = null;
    }
  }

  private void note(Trial.Case subject, TrialEnd end) {
    var agent = subject.prover().key();
    var now = clock.instant();
    switch (end) {
      case TrialEnd.Measured measured -> budget.spend(measured.moved(), now);
      case TrialEnd.Declined(var reason, var moved) -> {
        budget.spend(moved, now);
        LOG.info("{} has no challenge now: {}", agent.abbreviated(), reason);
      }
      case TrialEnd.NoPath _ -> {
        LOG.info("no way to {} over {}", agent.abbreviated(), subject.path());
        paths.put(agent, subject.path() == SlotPath.UDP ? SlotPath.WEBSOCKET : SlotPath.UDP);
      }
      case TrialEnd.Failed(var detail, var moved) -> {
        budget.spend(moved, now);
        LOG.info("a challenge of {} failed: {}", agent.abbreviated(), detail);
      }
    }
  }

  private void conclude(PublicKey agent, ChallengeDirection direction, TrialEnd.Measured measured)
      throws IOException, ProtocolException {
    var history = history(agent, direction);
    var proven = verdicts.pronounce(agent, direction, measured, history);
    var name = agent + " " + direction;
    if (ChallengePlan.hasRisen(measured.shown(), proven.estimate())) {
      risen.put(name, measured.shown());
    } else {
      risen.remove(name);
    }
    LOG.info(
        "{} {}: {} bytes per second in this challenge, {} proven ({})",
        agent.abbreviated(),
        direction,
        proven.estimate().count(),
        proven.proven().count(),
        proven.grade());
  }

  @Override
  public void close() {
    closed.countDown();
    var loop = thread;
    if (loop != null) {
      try {
        if (!loop.join(STOP_PATIENCE)) {
          loop.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
