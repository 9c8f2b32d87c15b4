package network.lumora.proof.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The way of one session from grant to payment. Immutable; a wrong step is an answer, not an error,
 * since messages come twice and out of order.
 *
 * @param since when it came into this phase, by the coordinator's clock
 * @param grantEnds when the grant ends
 */
public record Session(Phase phase, Instant since, Instant grantEnds) {
  /** One hour: an epoch, in which canaries and the other sessions of a line are looked at. */
  public static final Duration HOLD = Duration.ofHours(1);

  /** After this a dispute that nobody decides is lost. */
  public static final Duration DISPUTE = Duration.ofHours(24);

  public static Session granted(Instant now, Instant grantEnds) {
    return new Session(Phase.GRANTED, now, grantEnds);
  }

  /** Where the event leads; empty if it changes nothing in this phase. */
  public Optional<Session> after(SessionEvent event, Instant now) {
    return next(event, now)
        .filter(next -> next != phase)
        .map(next -> new Session(next, now, grantEnds));
  }

  /** Whether further receipts may count. */
  public boolean isOpen() {
    return switch (phase) {
      case GRANTED, OPEN -> true;
      case CLOSED, SUBMITTED, VERIFIED, HELD, PAYABLE, PAID, DISPUTED, EXPIRED -> false;
    };
  }

  private Optional<Phase> next(SessionEvent event, Instant now) {
    return switch (event) {
      case SessionEvent.WindowSigned() -> from(Phase.GRANTED, Phase.OPEN);
      case SessionEvent.Closes() -> from(Phase.OPEN, Phase.CLOSED);
      case SessionEvent.Arrives() -> arrives(now);
      case SessionEvent.Passes() -> from(Phase.SUBMITTED, Phase.VERIFIED);
      case SessionEvent.IsDisputed() -> disputed();
      case SessionEvent.IsCleared() -> from(Phase.DISPUTED, Phase.PAYABLE);
      case SessionEvent.IsPaid() -> from(Phase.PAYABLE, Phase.PAID);
      case SessionEvent.TimePasses() -> timePasses(now);
    };
  }

  private Optional<Phase> from(Phase expected, Phase next) {
    return phase == expected ? Optional.of(next) : Optional.empty();
  }

  /** The other end may have closed it, or vanished. */
  private Optional<Phase> arrives(Instant now) {
    return switch (phase) {
      case GRANTED, OPEN, CLOSED ->
          Optional.of(now.isAfter(submitUntil()) ? Phase.EXPIRED : Phase.SUBMITTED);
      case SUBMITTED, VERIFIED, HELD, PAYABLE, PAID, DISPUTED, EXPIRED -> Optional.empty();
    };
  }

  private Optional<Phase> disputed() {
    return switch (phase) {
      case GRANTED, OPEN, CLOSED, SUBMITTED, VERIFIED, HELD, PAYABLE -> Optional.of(Phase.DISPUTED);
      case PAID, DISPUTED, EXPIRED -> Optional.empty();
    };
  }

  private Optional<Phase> timePasses(Instant now) {
    return switch (phase) {
      case GRANTED, OPEN, CLOSED ->
          now.isAfter(submitUntil()) ? Optional.of(Phase.EXPIRED) : Optional.empty();
      case VERIFIED -> Optional.of(Phase.HELD);
      case HELD -> isOver(HOLD, now) ? Optional.of(Phase.PAYABLE) : Optional.empty();
      case DISPUTED -> isOver(DISPUTE, now) ? Optional.of(Phase.EXPIRED) : Optional.empty();
      case SUBMITTED, PAYABLE, PAID, EXPIRED -> Optional.empty();
    };
  }

  private Instant submitUntil() {
    return grantEnds.plus(Submission.LATEST);
  }

  private boolean isOver(Duration length, Instant now) {
    return !now.isBefore(since.plus(length));
  }
}
