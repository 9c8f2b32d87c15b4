package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.challenge.CoarseSearch;
import network.lumora.proof.fraud.ChallengerScore;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all challenges share: who challenges, what the day has left, which paths open, and who is
 * heard. One trial is on it at a time. One thread has it, but for {@link #hear}.
 */
final class Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

  /** Whoever was demoted may have been unlucky, and comes back. */
  private static final Duration SCORE_COUNTS = Duration.ofDays(7);

  private final ChallengeTerms terms;
  private final Books books;
  private final PublicKey coordinator;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Challengers challengers;
  private final DayBudget budget;
  private final Map<PublicKey, SlotPath> paths = new HashMap<>();
  private volatile @Nullable Running running;
  private volatile String trouble = "";

  private record Running(String challengeId, Mailbox mailbox) {}

  Stage(
      ChallengeTerms terms,
      Books books,
      Agents agents,
      PublicKey coordinator,
      RandomGenerator random,
      InstantSource clock,
      LongSupplier nanos) {
    this.terms = terms;
    this.books = books;
    this.coordinator = coordinator;
    this.random = random;
    this.clock = clock;
    this.nanos = nanos;
    this.challengers = new Challengers(agents, terms.operatorRun());
    this.budget = new DayBudget(terms.perDay());
  }

  Challengers challengers() {
    return challengers;
  }

  String trouble() {
    return trouble;
  }

  void isTroubled(String now) {
    if (!now.equals(trouble) && !now.isEmpty()) {
      LOG.warn("{}", now);
    }
    trouble = now;
  }

  void hear(PublicKey speaker, String challengeId, ToCoordinator message) {
    var current = running;
    if (current != null && current.challengeId.equals(challengeId)) {
      current.mailbox.put(speaker, message);
    }
  }

  /** Agents that are gone come back with a new path. */
  void forgetAllBut(Collection<PublicKey> present) {
    paths.keySet().retainAll(present);
  }

  SlotPath path(PublicKey agent) {
    return paths.getOrDefault(agent, SlotPath.UDP);
  }

  private void tryAnotherPath(PublicKey agent) {
    paths.put(agent, path(agent) == SlotPath.UDP ? SlotPath.WEBSOCKET : SlotPath.UDP);
  }

  /**
   * Those who may challenge these lines, at most as many as a statement can name.
   *
   * @param above what each has to reach more than
   */
  List<Challenger> pool(List<Guest> provers, ChallengeDirection direction, BytesPerSecond above)
      throws IOException, ProtocolException {
    var demoted = demoted();
    var pool =
        new ArrayList<>(
            challengers.present().stream()
                .filter(each -> each.operatorRun() || !demoted.contains(each.key()))
                .filter(each -> provers.stream().noneMatch(prover -> isNear(each, prover)))
                .filter(each -> isFastEnough(each.reach(direction), above))
                .toList());
    Collections.shuffle(pool, random);
    pool.sort(Comparator.comparing(each -> !each.operatorRun()));
    return List.copyOf(pool.subList(0, Math.min(pool.size(), LineProven.MAX_CANDIDATES)));
  }

  /** Who can do a gigabit measures every line as well as it can be measured. */
  private static boolean isFastEnough(BytesPerSecond reach, BytesPerSecond above) {
    return reach.compareTo(CoarseSearch.END) >= 0 || reach.compareTo(above) > 0;
  }

  private Set<PublicKey> demoted() throws IOException, ProtocolException {
    var since = clock.instant().minus(SCORE_COUNTS);
    return books.read(book -> book.scores().since(since)).stream()
        .filter(score -> score.judge().isPresent())
        .map(ChallengerScore::challenger)
        .collect(Collectors.toSet());
  }

  /** Nobody measures itself, and a challenger in the same house would measure the house. */
  private static boolean isNear(Challenger challenger, Guest prover) {
    var address = prover.line().publicAddress();
    return challenger.key().equals(prover.key())
        || (!Network.isLocal(address)
            && Network.narrow(address).equals(Network.narrow(challenger.host())));
  }

  boolean hasRoomFor(Bytes bytes) {
    boolean has = budget.allows(bytes, clock.instant());
    if (!has) {
      isTroubled("the day's bytes for challenges are used up");
    }
    return has;
  }

  TrialEnd attempt(Trial.Case subject) throws InterruptedException {
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
    switch (end) {
      case TrialEnd.Measured measured -> spend(measured.moved());
      case TrialEnd.Declined(var reason, var moved) -> {
        spend(moved);
        LOG.info("{} has no challenge now: {}", agent.abbreviated(), reason);
      }
      case TrialEnd.NoPath _ -> {
        LOG.info("no way to {} over {}", agent.abbreviated(), subject.path());
        tryAnotherPath(agent);
      }
      case TrialEnd.Failed(var detail, var moved) -> {
        spend(moved);
        LOG.info("a challenge of {} failed: {}", agent.abbreviated(), detail);
      }
    }
  }

  JointEnd attempt(List<JointTrial.Part> parts, List<Challenger> pool) throws InterruptedException {
    var mailbox = new Mailbox(nanos);
    var trial = new JointTrial(parts, pool, coordinator, random, terms.patience(), mailbox);
    running = new Running(trial.challengeId(), mailbox);
    try {
      var end = trial.run();
      spend(end.moved());
      return end;
    } finally {
      running = null;
    }
  }

  private void spend(Bytes moved) {
    budget.spend(moved, clock.instant());
  }
}
