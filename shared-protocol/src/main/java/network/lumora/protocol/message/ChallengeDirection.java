package network.lumora.protocol.message;

/** Which way a challenge's bytes go, as its prover sees it. The names are on the wire. */
public enum ChallengeDirection {
  /** From the challengers to the prover. */
  DOWN,
  /** From the prover to the challengers. */
  UP
}
