package network.lumora.agent.work;

import network.lumora.protocol.message.ToCoordinator;

/** Where work that has begun reports to; returns at once. */
public interface Replies {
  /** Lost if there is no connection: the coordinator notices by the lease. */
  void send(ToCoordinator message);

  /** A delivery is in the outbox, or a slot is free. */
  void changed();
}
