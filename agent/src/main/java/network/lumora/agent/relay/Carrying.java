package network.lumora.agent.relay;

import network.lumora.protocol.ProtocolException;

/** The connections of a relay, as its end concerns them. Thread-safe. */
public interface Carrying {
  /** Whether what is left of its grant holds no further record. */
  boolean isUsedUp();

  /** To be called each second: lets go of what rests too long. */
  void tick();

  /** Tells both parties why it ends, and lets them go; may wait for them. */
  void expire(ProtocolException why);
}
