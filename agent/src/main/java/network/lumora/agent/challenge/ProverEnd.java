package network.lumora.agent.challenge;

/** A prover's end of a slot. */
public sealed interface ProverEnd extends SlotEnd permits DownProver, UpProver {
  /**
   * What it may sign.
   *
   * @throws IllegalStateException before it is over
   */
  ProverResult result();
}
