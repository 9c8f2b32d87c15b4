package network.lumora.proof.fraud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import network.lumora.proof.fraud.Finding.Direction;
import network.lumora.proof.receipt.Claim;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * All sessions of a line together move no more than the line can carry.
 *
 * <p>For each stretch of time from the start of one claim to the end of another, the claims that
 * lie wholly within add up: those bytes moved in it, whatever else did. So claims that overlap
 * cannot hide behind each other, and a claim that reaches beyond does not count against an honest
 * one.
 */
public final class LineRate {
  /** What a measurement may be wrong by. */
  static final double MARGIN = 1.05;

  /** What a token bucket at the provider's ISP lets through at once, as the challenge has it. */
  static final Bytes BURST = new Bytes(65_536);

  /** Two ends of a stretch, each told by a clock that is wrong by half a round trip. */
  static final Duration CLOCK_ERROR = Duration.ofMillis(100);

  private LineRate() {}

  /** What a challenge has proven. */
  public record Capacity(BytesPerSecond up, BytesPerSecond down) {}

  /**
   * Judges a claim with the others on its line; the caller chooses those that are near in time, at
   * most some dozens.
   */
  public static Optional<Finding> judge(
      String linkId, Claim claim, List<Claim> others, Capacity capacity) {
    var claims = new ArrayList<>(others);
    claims.add(claim);
    claims.sort(Comparator.comparing(Claim::to));
    return worst(linkId, Direction.UP, claim, claims, capacity.up())
        .or(() -> worst(linkId, Direction.DOWN, claim, claims, capacity.down()));
  }

  private static Optional<Finding> worst(
      String linkId, Direction direction, Claim claim, List<Claim> claims, BytesPerSecond rate) {
    return claims.stream()
        .map(Claim::from)
        .filter(from -> !from.isAfter(claim.from()))
        .distinct()
        .flatMap(from -> from(linkId, from, direction, claim, claims, rate).stream())
        .findFirst();
  }

  /**
   * Stretches that begin at one instant and hold the claim; claims are in the order of their end.
   */
  private static Optional<Finding> from(
      String linkId,
      Instant from,
      Direction direction,
      Claim claim,
      List<Claim> claims,
      BytesPerSecond rate) {
    ToLongFunction<Claim> bytes =
        direction == Direction.UP ? c -> c.up().count() : c -> c.down().count();
    long moved = 0;
    for (var each : claims) {
      if (!each.from().isBefore(from)) {
        moved += bytes.applyAsLong(each);
        var possible = possible(Duration.between(from, each.to()), rate);
        if (!each.to().isBefore(claim.to()) && moved > possible.count()) {
          return Optional.of(
              new Finding.OverCapacity(
                  linkId, direction, new Bytes(moved), possible, from, each.to()));
        }
      }
    }
    return Optional.empty();
  }

  private static Bytes possible(Duration length, BytesPerSecond rate) {
    double seconds = length.plus(CLOCK_ERROR).toNanos() / 1e9;
    return new Bytes((long) (MARGIN * rate.count() * seconds) + BURST.count());
  }
}
