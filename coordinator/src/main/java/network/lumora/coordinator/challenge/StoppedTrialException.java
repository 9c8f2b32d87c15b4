package network.lumora.coordinator.challenge;

import java.io.Serial;

/** A trial cannot go on; never leaves it. */
final class StoppedTrialException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient TrialEnd end;

  StoppedTrialException(TrialEnd end) {
    super("the trial has ended");
    this.end = end;
  }

  TrialEnd end() {
    return end;
  }
}
