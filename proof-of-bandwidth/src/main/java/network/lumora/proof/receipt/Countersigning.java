package network.lumora.proof.receipt;

import network.lumora.protocol.envelope.Envelope;

/** What the provider does with a receipt that its receiver has signed. */
public sealed interface Countersigning {

  /** It signs too. The same receipt again gives the same answer. */
  record Signed(Envelope receipt) implements Countersigning {}

  /** It does not, sends nothing more, and closes the session at its newest receipt. */
  record Refused(WindowFault fault, String detail) implements Countersigning {}

  /** The receiver has signed two receipts with one sequence: both are evidence. */
  record Forked(Envelope before, Envelope now) implements Countersigning {}
}
