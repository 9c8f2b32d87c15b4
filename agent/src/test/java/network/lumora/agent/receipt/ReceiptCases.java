package network.lumora.agent.receipt;

import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import org.jspecify.annotations.Nullable;

/**
 * Receipts, good and tampered with, that the agent and the extension must judge alike.
 *
 * @param origin of the coordinator's log
 */
record ReceiptCases(PublicKey agent, PublicKey coordinator, String origin, List<Case> cases) {

  /**
   * @param name what was done to it, for people
   * @param sequence that the agent has stored it under
   * @param failedStep the extension's name of the first step that fails; none for a genuine one
   * @param refusedWith the agent's answer; none for a genuine one
   */
  record Case(
      String name,
      long sequence,
      Envelope envelope,
      Logged logged,
      @Nullable String failedStep,
      @Nullable ErrorCode refusedWith) {}
}
