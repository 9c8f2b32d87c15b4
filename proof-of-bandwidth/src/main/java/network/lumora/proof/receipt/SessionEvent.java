package network.lumora.proof.receipt;

/** What happens to a session. */
public sealed interface SessionEvent {
  /** Both ends have signed a window. */
  record WindowSigned() implements SessionEvent {}

  /** An end closes it, or the grant's time or bytes are used up. */
  record Closes() implements SessionEvent {}

  /** The coordinator has stored its last receipt. */
  record Arrives() implements SessionEvent {}

  /** The coordinator has checked it and found nothing. */
  record Passes() implements SessionEvent {}

  /** A rule has found something, or an end objects. */
  record IsDisputed() implements SessionEvent {}

  /** The dispute was decided for it. */
  record IsCleared() implements SessionEvent {}

  /** The payment is in the ledger. */
  record IsPaid() implements SessionEvent {}

  /** Time passes; what follows depends on the phase. */
  record TimePasses() implements SessionEvent {}
}
