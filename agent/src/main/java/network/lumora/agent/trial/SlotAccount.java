package network.lumora.agent.trial;

import java.net.InetAddress;
import network.lumora.agent.allowance.Direction;
import network.lumora.proof.challenge.Carrier;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;

/** Counts the bytes of one slot, and stops the challenge for the line's user. */
record SlotAccount(TrialParts parts, OwnTrial trial, Carrier carrier, InetAddress challenger)
    implements MeteredEnd.Account {
  /** Interfaces count it; a line's speed is told without it. */
  private static final int ETHERNET_HEADER_BYTES = 14;

  @Override
  public void passed(Direction direction, int bytes) {
    parts.allowance().count(direction, bytes);
    parts.user().framed(direction, isStream() ? 0 : ETHERNET_HEADER_BYTES);
    trial.passed(direction, bytes);
  }

  /**
   * What never leaves this machine is in nobody's way, and in no counter. Of a byte stream the
   * system holds what is neither read nor sent, so it is never balanced: there the user's word ends
   * the test, not the counters.
   */
  @Override
  public void balanced() {
    if (!challenger.isLoopbackAddress() && !isStream()) {
      parts.user().counted(1);
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
