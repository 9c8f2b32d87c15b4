package network.lumora.proof.fraud;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.lumora.proof.fraud.Finding.TimeFault;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.WindowRules;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.WindowReceipt;

/**
 * Windows lie where they say: not in the future, not upon each other, and as long as a monotonic
 * clock says. How old a receipt is when it comes tells nothing: a line may have been down for
 * hours.
 */
public final class Times {
  /** Of the longer of both durations. */
  private static final double MAX_MISMATCH = 0.05;

  /** Two instants in whole milliseconds, and an idle computer's late wake-up. */
  private static final Duration GRAIN = Duration.ofMillis(5);

  /** By how much the answers of two rounds of asking for the time may differ. */
  private static final Duration MAX_OVERLAP = Duration.ofMillis(500);

  private Times() {}

  /**
   * @param before the session's newest receipt that counted, or its beginning
   * @param arrived by the coordinator's clock
   */
  public static Optional<Finding> judge(WindowReceipt receipt, Head before, Instant arrived) {
    if (receipt.endedAt().isAfter(arrived.plus(WindowRules.MAX_CLOCK_SKEW))) {
      return found(TimeFault.SKEW, "the window ends after its receipt came");
    }
    var told = Duration.between(receipt.startedAt(), receipt.endedAt());
    var measured = Duration.ofNanos(receipt.durationMicros() * 1_000);
    if (differ(told, measured)) {
      return found(
          TimeFault.DURATION,
          "%d ms by the coordinator's clock, %d ms by the receiver's"
              .formatted(told.toMillis(), measured.toMillis()));
    }
    if (before.sequence() > 0
        && receipt.startedAt().isBefore(before.endedAt().minus(MAX_OVERLAP))) {
      return found(TimeFault.OVERLAP, "the window begins before the one before it has ended");
    }
    return Optional.empty();
  }

  /**
   * Judges a task, whose agent's clock is never asked: it was done while it was leased.
   *
   * @param told how long the agent says it took
   * @param leased from lease to arrival, by the coordinator's clock
   */
  public static Optional<Finding> judge(Duration told, Duration leased) {
    return told.compareTo(leased.plus(WindowRules.MAX_CLOCK_SKEW)) > 0
        ? found(
            TimeFault.DURATION, "the task took longer than from its lease until its result came")
        : Optional.empty();
  }

  /**
   * Judges a slot, which began by its challenger's clock and was over when its record came.
   *
   * @param granted when its prover was asked
   * @param arrived by the coordinator's clock
   */
  public static Optional<Finding> judge(SlotRecord record, Instant granted, Instant arrived) {
    boolean isOutside =
        record.startedAt().isBefore(granted.minus(WindowRules.MAX_CLOCK_SKEW))
            || record.startedAt().isAfter(arrived.plus(WindowRules.MAX_CLOCK_SKEW));
    return isOutside
        ? found(TimeFault.SKEW, "the slot began before it was granted, or after its record came")
        : Optional.empty();
  }

  private static boolean differ(Duration told, Duration measured) {
    long longer = Math.max(told.toNanos(), measured.toNanos());
    long difference = told.minus(measured).abs().toNanos();
    return difference > longer * MAX_MISMATCH + GRAIN.toNanos();
  }

  private static Optional<Finding> found(TimeFault fault, String detail) {
    return Optional.of(new Finding.WrongTime(fault, detail));
  }
}
