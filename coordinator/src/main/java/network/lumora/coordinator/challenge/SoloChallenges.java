package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Agents;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.Retry;
import network.lumora.proof.panel.Median;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one agent's line challenged in both directions. For one thread. */
final class SoloChallenges {
  private static final Logger LOG = LoggerFactory.getLogger(SoloChallenges.class);

  private final Stage stage;
  private final Books books;
  private final Agents agents;
  private final Verdicts verdicts;

  /** Lines that do something else now than before: how fast the long slots are to be. */
  private final Map<String, BytesPerSecond> changed = new HashMap<>();

  SoloChallenges(Stage stage, Books books, Agents agents, Verdicts verdicts) {
    this.stage = stage;
    this.books = books;
    this.agents = agents;
    this.verdicts = verdicts;
  }

  /** When the line is to be challenged again. */
  enum Next {
    /** Now and then. */
    LATER,
    /** It would not or could not, or is not what it was: what is proven should follow. */
    SOON,
    /** Work came to it just before, and nothing moved: as if it had come now. */
    AT_REST
  }

  Next challenge(PublicKey agent) throws IOException, ProtocolException, InterruptedException {
    var next = Next.LATER;
    for (var direction : ChallengeDirection.values()) {
      var wanted = challenge(agent, direction);
      next = wanted.compareTo(next) > 0 ? wanted : next;
    }
    return next;
  }

  /** Tries until it is no lower than before, at most three times; the best counts. */
  private Next challenge(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException, InterruptedException {
    TrialEnd.@Nullable Measured best = null;
    for (int tries = 1; tries <= Retry.MAX_TRIES; tries++) {
      var subject = subject(agent, direction);
      var end = subject.isEmpty() ? null : stage.attempt(subject.get());
      if (best == null && isBusy(end)) {
        return Next.AT_REST;
      }
      if (!(end instanceof TrialEnd.Measured measured)) {
        break;
      }
      best = best == null || measured.value().compareTo(best.value()) > 0 ? measured : best;
      if (!Retry.isDue(measured.value(), subject.get().history().proven(), tries)) {
        break;
      }
    }
    return best == null ? Next.SOON : conclude(agent, direction, best);
  }

  private static boolean isBusy(@Nullable TrialEnd end) {
    return end instanceof TrialEnd.Declined(var reason, var moved)
        && reason == ChallengeDeclineReason.BUSY
        && moved.count() == 0;
  }

  private Optional<Trial.Case> subject(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException {
    var guest = agents.guest(agent);
    if (guest.isEmpty()) {
      return Optional.empty();
    }
    var history = history(agent, direction);
    var pool = stage.pool(List.of(guest.get()), direction, history.proven());
    if (pool.isEmpty()) {
      stage.isTroubled("no challenger is connected that is fast enough: lines cannot be proven");
      return Optional.empty();
    }
    var subject = new Trial.Case(guest.get(), pool, direction, stage.path(agent), history);
    if (!stage.hasRoomFor(subject.maxBytes())) {
      return Optional.empty();
    }
    stage.isTroubled(
        pool.size() < ChallengePlan.SLOTS
            ? "only %d challengers can challenge this line: it is proven to a lower grade"
                .formatted(pool.size())
            : "");
    return Optional.of(subject);
  }

  private History history(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException {
    var before = books.read(book -> book.lines().newest(agent, direction, Median.REMEMBERED - 1));
    return new History(before, Optional.ofNullable(changed.get(name(agent, direction))));
  }

  private static String name(PublicKey agent, ChallengeDirection direction) {
    return agent + " " + direction;
  }

  private Next conclude(PublicKey agent, ChallengeDirection direction, TrialEnd.Measured measured)
      throws IOException, ProtocolException {
    var history = history(agent, direction);
    var proven = verdicts.pronounce(agent, direction, measured, history);
    LOG.info(
        "{} {}: {} bytes per second in this challenge, {} proven ({})",
        agent.abbreviated(),
        direction,
        proven.estimate().count(),
        proven.proven().count(),
        proven.grade());
    return next(name(agent, direction), measured, proven, history);
  }

  /** What has changed is looked at again with long slots; what is proven follows a fall soon. */
  private Next next(String name, TrialEnd.Measured measured, LineProven proven, History history) {
    boolean hasRisen = ChallengePlan.hasRisen(measured.shown(), proven.estimate());
    boolean hasFallen = history.hasFallen(proven.estimate());
    if (hasRisen || hasFallen) {
      changed.put(name, measured.shown());
    } else {
      changed.remove(name);
    }
    boolean isBehind = ChallengePlan.hasFallen(proven.estimate(), proven.proven());
    return hasRisen || hasFallen || isBehind ? Next.SOON : Next.LATER;
  }
}
