package network.lumora.proof.fraud;

import network.lumora.proof.receipt.Claim;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.WindowFault;

/** What becomes of a window's receipt that both ends have signed. */
public sealed interface Ruling {

  /** It counts: write down claim and head. */
  record Counts(Claim claim, Head head) implements Ruling {}

  /** It was counted before, or a later one stands for it. Answered as the first time. */
  record KnownAlready() implements Ruling {}

  /** It breaks its chain or grant. */
  record Broken(WindowFault fault, String detail) implements Ruling {}

  /** A rule has found something: the session is disputed, the evidence kept. */
  record Found(Finding finding) implements Ruling {}
}
