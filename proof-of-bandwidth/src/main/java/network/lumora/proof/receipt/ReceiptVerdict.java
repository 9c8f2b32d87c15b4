package network.lumora.proof.receipt;

import network.lumora.protocol.message.ToAgent.UnpaidReason;

/** Whether the receiving end puts its signature under a receipt. */
public sealed interface ReceiptVerdict {

  /** Both ends have counted the same; counter-sign it. */
  record Counts() implements ReceiptVerdict {}

  /** Do not sign; the agent is told why. */
  record Refused(UnpaidReason reason, String detail) implements ReceiptVerdict {}
}
