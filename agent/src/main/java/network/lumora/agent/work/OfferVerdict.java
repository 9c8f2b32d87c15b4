package network.lumora.agent.work;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;

/** What an agent finds when it looks at an offer. */
sealed interface OfferVerdict {

  /** Everything fits. */
  record Good(Lease lease, TaskInput input, OrderHead order) implements OfferVerdict {}

  /** The offer names its lease and is not good. */
  record Declined(String leaseId, DeclineReason reason, String detail) implements OfferVerdict {}

  /** Not even a lease: there is nothing to decline. */
  record Unreadable(ErrorCode code, String detail) implements OfferVerdict {}
}
