package network.lumora.coordinator.lease;

import network.lumora.coordinator.assign.Reason;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;

/**
 * A page that an agent was chosen for.
 *
 * @param reason why this agent
 */
record Match(
    TaskId task, OfferDesk.Material material, PublicKey agent, String leaseId, Reason reason) {

  /** The host that the page is asked from. */
  String site() {
    return material.site(task.index());
  }

  PublicKey consumer() {
    return material.consumer();
  }
}
