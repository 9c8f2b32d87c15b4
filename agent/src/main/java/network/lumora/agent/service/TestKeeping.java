package network.lumora.agent.service;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.trial.LineKeeping;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;

/** Writes line tests and what they prove into the journal's database. Thread-safe. */
record TestKeeping(
    LineBook line, LineProof proof, Outbox outbox, RulesInForce rules, InstantSource clock)
    implements LineKeeping {
  private static final String NO_SITE = "line test";

  @Override
  public void proved(LineProven verdict) throws IOException {
    var before = line.newestProven();
    int answered = (int) verdict.slots().stream().filter(slot -> slot.record() != null).count();
    proof.proved(
        new ProvenLine(
            verdict.endedAt(),
            rate(verdict, ChallengeDirection.UP, before.map(ProvenLine::up)),
            rate(verdict, ChallengeDirection.DOWN, before.map(ProvenLine::down)),
            answered,
            Optional.of(verdict.grade())));
  }

  /** The other direction is as it was. */
  private static OptionalLong rate(
      LineProven verdict, ChallengeDirection direction, Optional<OptionalLong> before) {
    return verdict.direction() == direction
        ? OptionalLong.of(verdict.proven().count())
        : before.orElse(OptionalLong.empty());
  }

  @Override
  public void tested(
      PublicKey coordinator, String challengeId, Bytes up, Bytes down, boolean stopped)
      throws IOException {
    outbox.note(
        new JournalEntry(
            clock.instant(),
            coordinator,
            rules.book().trust(coordinator.toString()),
            coordinator,
            JournalRow.Kind.LINE_TEST,
            null,
            Category.UNCATEGORISED,
            new TaskId(challengeId, 0),
            NO_SITE,
            NO_SITE,
            up,
            down,
            stopped ? JournalRow.Outcome.STOPPED : JournalRow.Outcome.OK,
            stopped ? "STOPPED" : "NONE",
            null),
        "none: a test of your line");
  }
}
