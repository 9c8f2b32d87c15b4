package network.lumora.agent.challenge;

/** A challenger's end of a slot. */
public sealed interface ChallengerEnd extends SlotEnd permits DownChallenger, UpChallenger {
  /**
   * What was measured.
   *
   * @throws IllegalStateException before it is over
   */
  SlotResult result();
}
