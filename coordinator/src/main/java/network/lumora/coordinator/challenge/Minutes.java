package network.lumora.coordinator.challenge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import org.jspecify.annotations.Nullable;

/** What was said of one challenge by those who may. For one thread. */
final class Minutes {
  private final PublicKey prover;
  private final Map<Integer, Seat> seats = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final Map<Integer, Envelope> records = new HashMap<>();
  private final Map<Integer, Envelope> acks = new HashMap<>();
  private final Set<PublicKey> absent = new HashSet<>();
  private @Nullable Envelope consent;
  private @Nullable ChallengeDeclineReason declined;

  Minutes(PublicKey prover) {
    this.prover = prover;
  }

  /** From now on this seat's slot is heard of; what was said of the slot before is forgotten. */
  void seat(Seat seat) {
    seats.put(seat.slot(), seat);
    open.remove(seat.slot());
    records.remove(seat.slot());
    acks.remove(seat.slot());
  }

  void take(Mailbox.Letter letter) {
    switch (letter.message()) {
      case ToCoordinator.ProverReady(_, var envelope) when isProver(letter) -> consent = envelope;
      case ToCoordinator.ProverDone(_, var slot, var ack) when isProver(letter) ->
          acks.putIfAbsent(slot, ack);
      case ToCoordinator.PathOpen(_, var slot) when sits(letter.from(), slot) -> open.add(slot);
      case ToCoordinator.SlotDone(_, var slot, var record) when sits(letter.from(), slot) ->
          records.putIfAbsent(slot, record);
      case ToCoordinator.ChallengeDeclined(_, var reason) -> decline(letter.from(), reason);
      default -> {
        // Somebody speaks who has no say in it.
      }
    }
  }

  private boolean isProver(Mailbox.Letter letter) {
    return letter.from().equals(prover);
  }

  private boolean sits(PublicKey speaker, int slot) {
    var seat = seats.get(slot);
    return seat != null && seat.challenger().key().equals(speaker);
  }

  private void decline(PublicKey speaker, ChallengeDeclineReason reason) {
    if (speaker.equals(prover)) {
      declined = reason;
    } else {
      absent.add(speaker);
    }
  }

  Optional<Envelope> consent() {
    return Optional.ofNullable(consent);
  }

  Optional<ChallengeDeclineReason> declined() {
    return Optional.ofNullable(declined);
  }

  boolean isDeclined() {
    return declined != null;
  }

  boolean isOpen(Seat seat) {
    return open.contains(seat.slot());
  }

  /** Whether nothing more is to be expected of the paths. */
  boolean areSettled(List<Seat> asked) {
    return asked.stream().allMatch(seat -> isOpen(seat) || isAbsent(seat));
  }

  /** Whether its challenger will not do it. */
  boolean isAbsent(Seat seat) {
    return absent.contains(seat.challenger().key());
  }

  Optional<Envelope> record(Seat seat) {
    return Optional.ofNullable(records.get(seat.slot()));
  }

  Optional<Envelope> ack(Seat seat) {
    return Optional.ofNullable(acks.get(seat.slot()));
  }

  /** Whether both ends have told of the slot, or one will not. */
  boolean isDone(Seat seat) {
    return isAbsent(seat) || (records.containsKey(seat.slot()) && acks.containsKey(seat.slot()));
  }
}
