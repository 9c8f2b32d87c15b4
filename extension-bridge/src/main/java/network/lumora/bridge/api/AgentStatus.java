package network.lumora.bridge.api;

import java.time.Instant;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How the agent is, and why.
 *
 * @param reason for people: why it is so, and what happens next
 * @param nextChange when the state changes by itself, if it does
 * @param agent the agent's public key
 */
public record AgentStatus(
    State state,
    String reason,
    @Nullable Instant nextChange,
    String agent,
    Moved today,
    Moved month,
    LimitsInForce limits,
    Connection connection,
    Work work) {

  /** The names are seen by callers: add, never rename. */
  public enum State {
    RUNNING,
    PAUSED,
    CAPPED,
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
}
