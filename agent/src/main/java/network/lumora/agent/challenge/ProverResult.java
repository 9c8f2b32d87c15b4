package network.lumora.agent.challenge;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;

/** How a slot ended for its prover. */
public sealed interface ProverResult {

  /** To be signed: the payload bytes that crossed the line, and their transcript. */
  record Done(Bytes bytes, Sha256 transcript) implements ProverResult {}

  /** It came to no end; told is whether the path was open at least. */
  record Undone(boolean wasWelcome, boolean wasAborted) implements ProverResult {}
}
