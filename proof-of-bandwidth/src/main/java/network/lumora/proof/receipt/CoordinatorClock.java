package network.lumora.proof.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * What the coordinator's clock shows, asked over the link (Cristian, 1989). For one thread.
 *
 * <p>An answer that took {@code r} there and back is wrong by at most {@code r / 2}, so the
 * quickest of the newest answers is believed. It is asked once a minute.
 */
public final class CoordinatorClock {
  /** Eight minutes: a clock that drifts by 200 ppm is 0.1 s off by then. */
  private static final int KEPT = 8;

  private final Deque<Answer> answers = new ArrayDeque<>(KEPT);

  /**
   * @param offset from our clock to the coordinator's
   */
  private record Answer(Duration offset, Duration roundTrip) {}

  /**
   * Takes one answer.
   *
   * @param asked by our clock
   * @param told what the coordinator's clock showed when it answered
   * @param roundTrip by our monotonic clock
   */
  public void answered(Instant asked, Instant told, Duration roundTrip) {
    if (answers.size() == KEPT) {
      answers.removeFirst();
    }
    var offset = Duration.between(asked.plus(roundTrip.dividedBy(2)), told);
    answers.addLast(new Answer(offset, roundTrip));
  }

  /** Our time as the coordinator would tell it; empty before the first answer. */
  public Optional<Instant> at(Instant ours) {
    return best().map(answer -> ours.plus(answer.offset));
  }

  /** How wrong {@link #at} may be, if the coordinator told the truth. */
  public Optional<Duration> error() {
    return best().map(answer -> answer.roundTrip.dividedBy(2));
  }

  private Optional<Answer> best() {
    return answers.stream().min(Comparator.comparing(Answer::roundTrip));
  }
}
