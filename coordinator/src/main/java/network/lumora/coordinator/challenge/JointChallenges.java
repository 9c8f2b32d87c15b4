package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.challenge.Retry;
import network.lumora.proof.line.JointChallenge;
import network.lumora.proof.line.JointChallenge.Verdict;
import network.lumora.proof.line.SharedLines;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has agents of one neighbourhood challenged together now and then. For one thread. */
final class JointChallenges {
  private static final Logger LOG = LoggerFactory.getLogger(JointChallenges.class);

  /** For each joint challenge of an agent so many of it alone. */
  private static final int RARER = 4;

  private final ChallengeTerms terms;
  private final Stage stage;
  private final Books books;
  private final Verdicts verdicts;
  private final Neighbours neighbours;
  private final Timetable timetable;

  JointChallenges(
      ChallengeTerms terms, Stage stage, Books books, Verdicts verdicts, RandomGenerator random) {
    this.terms = terms;
    this.stage = stage;
    this.books = books;
    this.verdicts = verdicts;
    this.neighbours = new Neighbours(stage, books, random);
    this.timetable = new Timetable(random);
  }

  /**
   * Challenges one group, if an agent is due that has neighbours.
   *
   * @param provers that are connected
   * @param ready those of them that may be asked now
   */
  void step(List<Guest> provers, List<Guest> ready, Instant now)
      throws IOException, ProtocolException, InterruptedException {
    timetable.covers(Neighbours.among(provers), terms.first(), now);
    var due = timetable.next(ready.stream().map(Guest::key).toList(), now);
    if (due.isPresent()) {
      timetable.set(due.get(), terms.every(), now);
      var group = neighbours.group(due.get(), ready);
      if (group.size() > 1 && examine(group)) {
        group.forEach(part -> timetable.set(part.prover().key(), rarely(), now));
      }
    }
  }

  private Duration rarely() {
    return terms.every().multipliedBy(RARER);
  }

  /** Challenges them, without those that will not; true if something was found. */
  private boolean examine(List<JointTrial.Part> group)
      throws IOException, ProtocolException, InterruptedException {
    var left = group;
    while (left.size() > 1) {
      var pool = pool(left);
      var parts = left.subList(0, Math.min(left.size(), pool.size()));
      if (parts.size() < 2 || !stage.hasRoomFor(bytes(parts))) {
        return false;
      }
      switch (bestOf(parts, pool)) {
        case JointEnd.Measured measured -> {
          conclude(parts, measured);
          return true;
        }
        case JointEnd.Absent(var who, _) -> {
          areAbsent(who, parts.size());
          left = without(left, who);
        }
        case JointEnd.Failed(var detail, _) -> {
          LOG.info("a joint challenge failed: {}", detail);
          return false;
        }
      }
    }
    return false;
  }

  private List<Challenger> pool(List<JointTrial.Part> parts) throws IOException, ProtocolException {
    var fastest =
        parts.stream()
            .map(JointTrial.Part::solo)
            .max(Comparator.naturalOrder())
            .orElse(new BytesPerSecond(0));
    return stage.pool(
        parts.stream().map(JointTrial.Part::prover).toList(), JointTrial.DIRECTION, fastest);
  }

  private static Bytes bytes(List<JointTrial.Part> parts) {
    return new Bytes(parts.stream().mapToLong(part -> part.maxBytes().count()).sum());
  }

  /** Loss and stalls only lower what is seen: who seems to share is looked at again. */
  private JointEnd bestOf(List<JointTrial.Part> parts, List<Challenger> pool)
      throws IOException, ProtocolException, InterruptedException {
    JointEnd.@Nullable Measured best = null;
    for (int tries = 0; tries < Retry.MAX_TRIES; tries++) {
      var end = stage.attempt(parts, pool);
      if (!(end instanceof JointEnd.Measured measured)) {
        return end;
      }
      best = best == null || ratio(measured) > ratio(best) ? measured : best;
      if (verdict(best) == Verdict.APART || isKnown(best)) {
        return best;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no joint challenge was tried");
    }
    return best;
  }

  private static double ratio(JointEnd.Measured measured) {
    return JointChallenge.ratio(measured.results());
  }

  private static Verdict verdict(JointEnd.Measured measured) {
    return JointChallenge.judge(measured.results());
  }

  private boolean isKnown(JointEnd.Measured measured) throws IOException, ProtocolException {
    return verdict(measured) != Verdict.MIXED && !changes(measured);
  }

  private boolean changes(JointEnd.Measured measured) throws IOException, ProtocolException {
    var before = books.read(book -> book.links().shared());
    var after = SharedLines.of(before.pairs());
    after.found(measured.agents(), verdict(measured) == Verdict.ONE_LINE);
    return !after.pairs().equals(before.pairs());
  }

  private void conclude(List<JointTrial.Part> parts, JointEnd.Measured measured)
      throws IOException, ProtocolException, InterruptedException {
    books.write(
        book -> {
          for (var agent : measured.agents()) {
            book.absences().end(agent);
          }
          return true;
        });
    var verdict = verdict(measured);
    LOG.info(
        "{} agents challenged together: {}, {} of what each did alone",
        parts.size(),
        verdict,
        "%.2f".formatted(ratio(measured)));
    if (verdict == Verdict.MIXED) {
      twoByTwo(parts);
    } else if (changes(measured)) {
      verdicts.pronounce(measured, verdict == Verdict.ONE_LINE);
    }
  }

  private void twoByTwo(List<JointTrial.Part> parts)
      throws IOException, ProtocolException, InterruptedException {
    for (int i = 0; i < parts.size(); i++) {
      for (int j = i + 1; j < parts.size(); j++) {
        examine(List.of(parts.get(i), parts.get(j)));
      }
    }
  }

  private void areAbsent(Set<PublicKey> who, int agents) throws IOException, ProtocolException {
    books.write(
        book -> {
          for (var agent : who) {
            book.absences().add(agent, agents);
          }
          return true;
        });
    who.forEach(
        agent -> LOG.info("{} takes no part in a joint challenge now", agent.abbreviated()));
  }

  private static List<JointTrial.Part> without(List<JointTrial.Part> parts, Set<PublicKey> absent) {
    return parts.stream().filter(part -> !absent.contains(part.prover().key())).toList();
  }
}
