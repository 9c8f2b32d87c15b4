package network.lumora.agent.trial;

import java.net.InetAddress;
import network.lumora.agent.allowance.Direction;
import network.lumora.proof.challenge.Carrier;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;

/** Counts the bytes of one slot, and stops the challenge for the line's user. */
record SlotAccount(
    TrialParts parts, OwnTrial trial, Carrier carrier, Direction bulk, InetAddress challenger)
    implements MeteredEnd.Account {
  /** Interfaces count it; a line's speed is told without it. */
  private static final int ETHERNET_HEADER_BYTES = 14;

  /** The allowance counts the bytes of a stream where they pass its socket. */
  @Override
  public void passed(Direction direction, int bytes) {
    trial.passed(direction, bytes);
    if (!isStream()) {
      parts.allowance().count(direction, bytes);
      parts.user().framed(direction, ETHERNET_HEADER_BYTES);
    }
  }

  /** What never leaves this machine is in nobody's way, and in no counter. */
  @Override
  public void balanced() {
    if (challenger.isLoopbackAddress()) {
      return;
    }
    if (isStream()) {
      parts.user().lookBesideStream(bulk);
    } else {
      parts.user().lookBesideDatagrams();
    }
  }

  private boolean isStream() {
    return carrier == Carrier.STREAM;
  }

  @Override
  public boolean mustStop() {
    if (!trial.isEnded() && parts.user().isUserThere()) {
      trial.stop(ChallengeDeclineReason.ABORTED);
    }
    return trial.isEnded();
  }
}
