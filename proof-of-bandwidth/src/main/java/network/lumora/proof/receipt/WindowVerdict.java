package network.lumora.proof.receipt;

/** Whether a receipt is the next of its session. */
public sealed interface WindowVerdict {

  /** It is; the session stands there now. */
  record Follows(Head head) implements WindowVerdict {}

  /** It is not. */
  record Breaks(WindowFault fault, String detail) implements WindowVerdict {}
}
