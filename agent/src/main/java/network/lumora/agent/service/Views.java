package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.allowance.Limits;
import network.lumora.agent.allowance.Moved;
import network.lumora.agent.allowance.Standing;
import network.lumora.agent.journal.JournalTable;
import network.lumora.agent.journal.ReceiptTable;
import network.lumora.bridge.api.AgentStatus;
import network.lumora.bridge.api.JournalPage;
import network.lumora.bridge.api.LimitsInForce;

/** The agent's state in the words of its API. */
final class Views {
  private Views() {}

  static AgentStatus.State state(Standing standing) {
    return switch (standing) {
      case Standing.Open _ -> AgentStatus.State.RUNNING;
      case Standing.Paused _ -> AgentStatus.State.PAUSED;
      case Standing.Capped _ -> AgentStatus.State.CAPPED;
      case Standing.StorageFailed _ -> AgentStatus.State.STORAGE_FAILED;
    };
  }

  static AgentStatus.Moved moved(Moved moved) {
    return new AgentStatus.Moved(moved.up(), moved.down());
  }

  static LimitsInForce limits(Limits limits) {
    return new LimitsInForce(
        limits.rateUp(), limits.rateDown(), limits.perDay(), limits.perMonth());
  }

  static Limits limits(LimitsInForce limits) {
    return new Limits(limits.rateUp(), limits.rateDown(), limits.perDay(), limits.perMonth());
  }

  static AgentStatus.Work work(ReceiptTable receipts, int slots, int working) throws IOException {
    var counts = receipts.counts();
    return new AgentStatus.Work(
        slots,
        working,
        counts.waiting(),
        counts.settled(),
        counts.unpaid(),
        counts.broken(),
        counts.delivered());
  }

  static JournalPage.Row row(JournalTable.Row row) {
    return new JournalPage.Row(
        row.number(),
        row.at(),
        row.coordinator(),
        row.consumer(),
        row.task(),
        row.site(),
        row.up(),
        row.down(),
        row.outcome(),
        row.code(),
        row.sequence(),
        row.receipt());
  }
}
