package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.units.BytesPerSecond;

/** A message that an agent sends to a coordinator. */
public sealed interface ToCoordinator
    permits Problem,
        ToCoordinator.Hello,
        ToCoordinator.Heartbeat,
        ToCoordinator.Accepted,
        ToCoordinator.Declined,
        ToCoordinator.Delivery,
        ToCoordinator.Goodbye {

  /** The answer to a challenge; the envelope holds a {@link Greeting}. */
  record Hello(String version, Envelope greeting) implements ToCoordinator {
    public Hello {
      Text.requireLength("version", version, 1, 40);
    }
  }

  /**
   * The agent is there and has this much to give now.
   *
   * @param freeSlots tasks it would take at once; 0 while it is paused
   * @param free what its allowance leaves in either direction, the smaller of the two
   */
  record Heartbeat(int freeSlots, BytesPerSecond free) implements ToCoordinator {
    public Heartbeat {
      Text.requireRange("freeSlots", freeSlots, 0, Greeting.MAX_SLOTS);
    }
  }

  /** The agent works on it. */
  record Accepted(String leaseId) implements ToCoordinator {
    public Accepted {
      Text.requireId("leaseId", leaseId);
    }
  }

  /** The agent will not do it, for a reason of its own; give it to another. */
  record Declined(String leaseId, DeclineReason reason) implements ToCoordinator {
    public Declined {
      Text.requireId("leaseId", leaseId);
    }
  }

  /**
   * A result; its sealed bytes follow as frames on {@code channel}.
   *
   * @param receipt a {@link Receipt} with the agent's signature
   */
  record Delivery(long sequence, int channel, Envelope receipt) implements ToCoordinator {
    public Delivery {
      Text.requireRange("sequence", sequence, 1, Long.MAX_VALUE);
      Text.requireRange("channel", channel, 1, Integer.MAX_VALUE);
    }
  }

  /** The agent is about to leave; what it held may go to others at once. */
  record Goodbye() implements ToCoordinator {}

  /** Why an agent will not do a task. The names are on the wire: add, never rename. */
  enum DeclineReason {
    /** The host has not consented, or has paused. */
    PAUSED,
    /** A cap on bytes is reached. */
    OVER_CAP,
    /** All slots are taken. */
    BUSY,
    /** The lease or its input does not verify, or is for another agent. */
    BAD_LEASE,
    /** The lease's time had passed when it came. */
    EXPIRED,
    /** The host's own rules do not let this page through; other pages are welcome. */
    HOST_RULE
  }
}
