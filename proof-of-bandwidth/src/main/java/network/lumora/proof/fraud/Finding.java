package network.lumora.proof.fraud;

import java.time.Instant;
import java.util.Set;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/** What a rule has found; a person must be able to check it without trusting the rule. */
public sealed interface Finding {

  /** A nonce serves a second window. */
  record Replayed(String nonce, String grantId, long sequence) implements Finding {}

  /** The same subject between the same two, under two grants at once. */
  record ClaimedTwice(String grantId, String otherGrantId) implements Finding {}

  /**
   * Two bodies for one place of a session.
   *
   * @param by whose signatures verify on both: they cannot deny it
   */
  record Forked(Set<PublicKey> by, Envelope first, Envelope second) implements Finding {
    public Forked {
      by = Set.copyOf(by);
    }
  }

  /** Only one end stands by the number. */
  record OneSided(String detail) implements Finding {}

  /** More bytes on a line than it can carry. */
  record OverCapacity(
      String linkId, Direction direction, Bytes moved, Bytes possible, Instant from, Instant to)
      implements Finding {}

  /** The times cannot be. */
  record WrongTime(TimeFault fault, String detail) implements Finding {}

  /** Who pays and who is paid are one. */
  record SelfDealt(Sameness how) implements Finding {}

  /** A challenger's slots do not fit those of the others, again and again. */
  record Colludes(PublicKey challenger, int provers) implements Finding {}

  /** Real work is not done as tests are. */
  record ServesSelectively(PublicKey provider, int failed, int canaries) implements Finding {}

  /** The public log does not hold what its coordinator signed that it holds. */
  record Dropped(long index, String detail) implements Finding {}

  /** Its stable name, for tables and screens. */
  default String kind() {
    return switch (this) {
      case Replayed _ -> "REPLAYED";
      case ClaimedTwice _ -> "CLAIMED_TWICE";
      case Forked _ -> "FORKED";
      case OneSided _ -> "ONE_SIDED";
      case OverCapacity _ -> "OVER_CAPACITY";
      case WrongTime _ -> "WRONG_TIME";
      case SelfDealt _ -> "SELF_DEALT";
      case Colludes _ -> "COLLUDES";
      case ServesSelectively _ -> "SERVES_SELECTIVELY";
      case Dropped _ -> "DROPPED";
    };
  }

  /** What was expected and what came. */
  default String detail() {
    return switch (this) {
      case Replayed(_, var grantId, var sequence) ->
          "the nonce was used in window %d of %s".formatted(sequence, grantId);
      case ClaimedTwice(var grantId, var other) ->
          "grants %s and %s for one service at one time".formatted(grantId, other);
      case Forked(_, var first, var second) ->
          "two bodies for one place: %s and %s"
              .formatted(Sha256.of(first.payload()), Sha256.of(second.payload()));
      case OneSided(var detail) -> detail;
      case OverCapacity(var link, var direction, var moved, var possible, var from, var to) ->
          "line %s: %d bytes %s from %s to %s, possible are %d"
              .formatted(link, moved.count(), direction, from, to, possible.count());
      case WrongTime(var fault, var detail) -> fault + ": " + detail;
      case SelfDealt(var how) -> "provider and payer are one by " + how;
      case Colludes(_, var provers) -> "against the majority at %d provers".formatted(provers);
      case ServesSelectively(_, var failed, var canaries) ->
          "%d of %d canaries not served well".formatted(failed, canaries);
      case Dropped(var index, var detail) -> "entry %d: %s".formatted(index, detail);
    };
  }

  /** Seen from the provider. */
  enum Direction {
    UP,
    DOWN
  }

  /** In which way times are wrong. */
  enum TimeFault {
    /** After the receipt came, or far from the coordinator's clock. */
    SKEW,
    /** Longer or shorter than the monotonic clock says. */
    DURATION,
    /** Before the window that comes before it was over. */
    OVERLAP
  }

  /** In which way two are one. */
  enum Sameness {
    KEY,
    LINK,
    ACCOUNT,
    /** Nearer than two homes can be. */
    HAIRPIN
  }
}
