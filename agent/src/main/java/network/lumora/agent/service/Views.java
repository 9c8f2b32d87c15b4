package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.allowance.Limits;
import network.lumora.agent.allowance.Moved;
import network.lumora.agent.allowance.Standing;
import network.lumora.agent.journal.ReceiptTable;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.Rates;
import network.lumora.bridge.agent.Reason;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

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

  static Reason.Code code(Standing standing) {
    return switch (standing) {
      case Standing.Open _ -> Reason.Code.READY;
      case Standing.Paused _ -> Reason.Code.PAUSED_BY_USER;
      case Standing.Capped(var period, _) ->
          period == Standing.Period.DAY ? Reason.Code.CAP_DAY : Reason.Code.CAP_MONTH;
      case Standing.StorageFailed _ -> Reason.Code.STORAGE_FAILED;
    };
  }

  static Rates rates(Standing standing, Limits limits) {
    var nothing = new BytesPerSecond(0);
    return standing.isOpen()
        ? new Rates(limited(limits.rateUp()), limited(limits.rateDown()))
        : new Rates(nothing, nothing);
  }

  private static @Nullable BytesPerSecond limited(BytesPerSecond rate) {
    return rate.count() == 0 ? null : rate;
  }
}
