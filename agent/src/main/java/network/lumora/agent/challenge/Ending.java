package network.lumora.agent.challenge;

import java.util.Optional;

/**
 * How a slot ended for one of its ends: the first thing said of it holds. One thread; only {@link
 * #abort} may be called by another.
 */
final class Ending<R> {
  private Optional<R> result = Optional.empty();
  private volatile boolean isAborted;

  void is(R how) {
    if (result.isEmpty()) {
      result = Optional.of(how);
    }
  }

  boolean isOver() {
    return result.isPresent();
  }

  /** The end was told to stop, and does so when it is next driven. */
  void abort() {
    isAborted = true;
  }

  boolean isAborted() {
    return isAborted;
  }

  R result() {
    return result.orElseThrow(() -> new IllegalStateException("the slot is not over"));
  }
}
