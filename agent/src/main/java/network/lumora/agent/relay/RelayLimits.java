package network.lumora.agent.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;

/**
 * How long a relay may last: until its grant's time or bytes are used up, and while anything moves.
 * For one thread.
 *
 * <p>Time is this computer's own ticker from when the grant came, so that a wrong clock neither
 * ends nor prolongs it.
 */
final class RelayLimits {
  /** Whoever wants a relay has its grant in hand. */
  static final Duration TO_JOIN = Duration.ofSeconds(30);

  /** Both parties would have confirmed something. */
  static final Duration IDLE = Duration.ofMinutes(10);

  /** For the payer's last signature. */
  static final Duration TO_SIGN = Duration.ofSeconds(2);

  private final long begunNanos;
  private final Duration life;
  private long movedBytes;
  private long movedNanos;
  private long usedUpNanos;
  private boolean isUsedUp;
  private boolean isOver;

  /**
   * @param life of the grant
   */
  RelayLimits(long begunNanos, Duration life) {
    this.begunNanos = begunNanos;
    this.movedNanos = begunNanos;
    this.life = life;
  }

  /**
   * How a relay stands.
   *
   * @param joined whether a party has come
   * @param bytes that have moved, in all
   * @param usedUp whether what is left of its grant holds no further record
   */
  record Use(boolean joined, long bytes, boolean usedUp) {}

  /** Why it ends now; once. */
  Optional<Expiry> look(Use use, long nanos) {
    if (isOver) {
      return Optional.empty();
    }
    note(use, nanos);
    var expiry = expiry(use, nanos);
    isOver = expiry.isPresent();
    return expiry;
  }

  private void note(Use use, long nanos) {
    if (use.bytes != movedBytes) {
      movedBytes = use.bytes;
      movedNanos = nanos;
    }
    if (use.usedUp && !isUsedUp) {
      isUsedUp = true;
      usedUpNanos = nanos;
    }
  }

  private Optional<Expiry> expiry(Use use, long nanos) {
    if (isOver(begunNanos, life, nanos)) {
      return expiry(
          RelayEnd.USED_UP, ErrorCode.EXPIRED, "the time of the grant is over; ask for a new one");
    }
    if (isUsedUp && isOver(usedUpNanos, TO_SIGN, nanos)) {
      return expiry(
          RelayEnd.USED_UP,
          ErrorCode.OVER_LIMIT,
          "the bytes of the grant are used up; ask for a new one");
    }
    if (!use.joined && isOver(begunNanos, TO_JOIN, nanos)) {
      return expiry(RelayEnd.NOBODY_CAME, ErrorCode.EXPIRED, "nobody came in time");
    }
    return isOver(movedNanos, IDLE, nanos)
        ? expiry(
            RelayEnd.IDLE,
            ErrorCode.EXPIRED,
            "nothing moved for %d minutes".formatted(IDLE.toMinutes()))
        : Optional.empty();
  }

  private static boolean isOver(long sinceNanos, Duration length, long nanos) {
    return nanos - sinceNanos >= TimeUnit.MILLISECONDS.toNanos(length.toMillis());
  }

  private static Optional<Expiry> expiry(RelayEnd why, ErrorCode code, String detail) {
    return Optional.of(new Expiry(why, code, detail));
  }
}
