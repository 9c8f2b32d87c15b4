package network.lumora.agent.work;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RuleVerdict;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.bridge.agent.JournalRow;
import org.jspecify.annotations.Nullable;

/** What the host's journal says of tasks. Thread-safe. */
final class Notes {
  private final Outbox outbox;
  private final RulesInForce rules;
  private final Allowance allowance;
  private final InstantSource clock;
  private final BlockedNotes blocked = new BlockedNotes();

  Notes(Outbox outbox, RulesInForce rules, Allowance allowance, InstantSource clock) {
    this.outbox = outbox;
    this.rules = rules;
    this.allowance = allowance;
    this.clock = clock;
  }

  void stopped(Running task, String why) {
    note(task, new Ending(JournalRow.Outcome.STOPPED, "STOPPED", null), why);
  }

  void failed(Running task) {
    note(task, new Ending(JournalRow.Outcome.FAILED, "INTERNAL", null), "a fault of this program");
  }

  /** What moved no byte is noted once in a while. */
  void blocked(Running task, RuleVerdict verdict) {
    var moved = task.meter().up().plus(task.meter().down()).count();
    var coordinator = task.lease().coordinator().toString();
    var host = task.site().host();
    if (moved > 0 || blocked.isNews(coordinator, host, verdict.rule(), clock.instant())) {
      var ending = new Ending(JournalRow.Outcome.BLOCKED, verdict.code().name(), verdict.rule());
      note(task, ending, "blocked by your rule");
    }
  }

  private void note(Running task, Ending ending, String why) {
    try {
      outbox.note(entry(task, ending, clock.instant()), "none: " + why);
    } catch (IOException e) {
      allowance.storageFailed(e);
    }
  }

  /**
   * How a task ended.
   *
   * @param rule of this side that ended it, null if none did
   */
  record Ending(JournalRow.Outcome outcome, String code, @Nullable String rule) {}

  JournalEntry entry(Running task, Ending ending, Instant at) {
    var coordinator = task.lease().coordinator();
    return new JournalEntry(
        at,
        coordinator,
        rules.book().trust(coordinator.toString()),
        task.order().consumer(),
        JournalRow.Kind.SCRAPE,
        task.input().purpose(),
        task.site().category(),
        task.lease().taskId(),
        task.site().domain(),
        task.site().host(),
        task.meter().up(),
        task.meter().down(),
        ending.outcome(),
        ending.code(),
        ending.rule());
  }
}
