package network.lumora.bridge.agent;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How the agent is, and why.
 *
 * @param reasons never empty, the weightiest first
 * @param nextChange when the state changes by itself, if it does
 * @param agent the agent's public key
 * @param rateNow what may move at this moment
 * @param live null if nobody watches
 * @param line what it can carry, and whether work gives way on it
 */
public record AgentStatus(
    State state,
    List<Reason> reasons,
    @Nullable Instant nextChange,
    String agent,
    String version,
    Moved today,
    Moved month,
    LimitsInForce limits,
    Rates rateNow,
    @Nullable LivePoint live,
    LineNow line,
    Connection connection,
    Work work,
    List<TaskNow> tasks) {

  public AgentStatus {
    reasons = List.copyOf(reasons);
    tasks = List.copyOf(tasks);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a state has at least one reason");
    }
  }

  /** The weightiest reason, for people. */
  public String reason() {
    return reasons.getFirst().text();
  }

  /** The names are seen by callers: add, never rename. */
  public enum State {
    RUNNING,
    WAITING,
    PAUSED,
    FINISHING,
    CAPPED,
    SCHEDULED_OFF,
    NO_CONSENT,
    STORAGE_FAILED,
    STOPPED
  }

  /** Bytes that went over the line, counted at the socket. */
  public record Moved(Bytes up, Bytes down) {
    public Bytes both() {
      return up.plus(down);
    }
  }

  /**
   * The way to the coordinator.
   *
   * @param state a word: connected, connecting, waiting, resting, refused or stopped
   */
  public record Connection(String coordinator, @Nullable String key, String state, String detail) {}

  /**
   * Counts of tasks and receipts.
   *
   * @param waiting deliveries that are not settled yet
   * @param contribution bytes delivered in settled receipts
   */
  public record Work(
      int slots,
      int working,
      int waiting,
      int settled,
      int unpaid,
      int broken,
      Bytes contribution) {}

  /** One task that is under way, with what it has moved so far. */
  public record TaskNow(
      String task, String site, String coordinator, Instant since, Bytes up, Bytes down) {}
}
