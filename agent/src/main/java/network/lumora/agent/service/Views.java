package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.journal.ReceiptTable;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.agent.policy.Verdict;
import network.lumora.agent.work.Underway;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.Rates;
import network.lumora.bridge.agent.Reason;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** The agent's state in the words of its API. */
final class Views {
  private Views() {}

  static AgentStatus.State state(Verdict verdict) {
    return switch (verdict.reasons().getFirst().code()) {
      case READY -> AgentStatus.State.RUNNING;
      case PAUSED_BY_USER -> AgentStatus.State.PAUSED;
      case FINISHING -> AgentStatus.State.FINISHING;
      case CAP_DAY, CAP_MONTH -> AgentStatus.State.CAPPED;
      case OUTSIDE_SCHEDULE -> AgentStatus.State.SCHEDULED_OFF;
      case NO_CONSENT -> AgentStatus.State.NO_CONSENT;
      case STORAGE_FAILED -> AgentStatus.State.STORAGE_FAILED;
      case STOPPED -> AgentStatus.State.STOPPED;
      case USER_ACTIVE,
          USER_CALL,
          USER_MEDIA,
          LINE_BUSY,
          YIELDING,
          ON_BATTERY,
          METERED,
          CONNECTING,
          REFUSED,
          COORDINATOR_BLOCKED,
          COORDINATOR_CAP ->
          AgentStatus.State.WAITING;
    };
  }

  static Reason reason(network.lumora.agent.policy.Reason reason) {
    return new Reason(code(reason.code()), reason.text(), reason.until().orElse(null));
  }

  private static Reason.Code code(ReasonCode code) {
    return Reason.Code.valueOf(code.name());
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

  static Rates rates(Verdict verdict) {
    var nothing = new BytesPerSecond(0);
    return verdict.mayMove()
        ? new Rates(limited(verdict.rates().up()), limited(verdict.rates().down()))
        : new Rates(nothing, nothing);
  }

  private static @Nullable BytesPerSecond limited(BytesPerSecond rate) {
    return rate.count() == 0 ? null : rate;
  }

  static AgentStatus.TaskNow task(Underway task) {
    return new AgentStatus.TaskNow(
        task.task().toString(),
        task.site(),
        task.coordinator().toString(),
        task.since(),
        task.up(),
        task.down());
  }
}
