package network.lumora.coordinator.book;

import network.lumora.protocol.message.Outcome;

/** Where a task is. All but the first two are final. */
public enum TaskState {
  /** No agent has it. */
  WAITING,
  /** An agent has a lease on it. */
  WORKING,
  /** There is a receipt for a fetched page. */
  OK,
  /** There is a receipt for a refusal. */
  REFUSED,
  /** There is a receipt for a failure. */
  FAILED,
  /** Given to agents as often as may be, without a result; there is no receipt. */
  EXHAUSTED,
  /** Cancelled before an agent had a result. */
  DROPPED;

  public boolean isFinal() {
    return this != WAITING && this != WORKING;
  }

  /** Where a counted receipt with this outcome leads. */
  public static TaskState of(Outcome outcome) {
    return switch (outcome) {
      case OK -> OK;
      case REFUSED -> REFUSED;
      case FAILED -> FAILED;
    };
  }
}
