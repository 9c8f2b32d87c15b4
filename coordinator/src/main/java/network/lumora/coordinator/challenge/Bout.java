package network.lumora.coordinator.challenge;

import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.BytesPerSecond;

/** One prover's part in one challenge: what is said to it and to those who challenge it. */
record Bout(String challengeId, Guest prover, ChallengeDirection direction, SlotPath path) {
  /** A longer way is not believed of a line: ten times as long is a slot. */
  private static final double MAX_RTT_MILLIS = 200;

  static long rttFloorNanos(Guest prover) {
    double millis = prover.shortestRoundTripMillis().orElse(0);
    return Math.round(Math.min(millis, MAX_RTT_MILLIS) * 1e6);
  }

  PublicKey agent() {
    return prover.key();
  }

  long rttFloorNanos() {
    return rttFloorNanos(prover);
  }

  void armChallenger(Seat seat) {
    seat.challenger()
        .line()
        .send(
            new ToAgent.RunSlot(
                challengeId,
                seat.slot(),
                direction,
                agent(),
                path,
                prover.line().publicAddress(),
                seat.token(),
                seat.key(),
                rttFloorNanos() / 1_000));
  }

  void armProver(Seat seat) {
    prover
        .line()
        .send(
            new ToAgent.ProveSlot(
                challengeId,
                seat.slot(),
                direction,
                seat.challenger().key(),
                path,
                seat.challenger().host(),
                seat.challenger().port(),
                seat.token(),
                direction == ChallengeDirection.UP ? seat.key() : null,
                path == SlotPath.WEBSOCKET ? seat.challenger().certificate() : null));
  }

  void start(Seat seat, ChallengePlan plan, int startInMillis, BytesPerSecond provenBefore) {
    seat.challenger()
        .line()
        .send(
            new ToAgent.StartSlot(
                challengeId,
                seat.slot(),
                plan.rate(),
                plan.durationMillis(),
                startInMillis,
                provenBefore));
  }

  Testimony testimony() {
    return new Testimony(challengeId, agent(), direction, path);
  }
}
