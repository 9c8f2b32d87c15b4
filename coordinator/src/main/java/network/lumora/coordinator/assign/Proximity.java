package network.lumora.coordinator.assign;

import java.util.OptionalDouble;
import network.lumora.protocol.identity.PublicKey;

/** How far agents are from one source, where that was measured. */
@FunctionalInterface
public interface Proximity {
  Proximity UNKNOWN = agent -> OptionalDouble.empty();

  /** Round trip from the agent to the source, in milliseconds. */
  OptionalDouble millis(PublicKey agent);
}
