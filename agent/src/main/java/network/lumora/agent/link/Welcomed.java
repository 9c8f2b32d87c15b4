package network.lumora.agent.link;

import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToAgent;

/** Told of each welcome, before any work. */
@FunctionalInterface
public interface Welcomed {
  void by(PublicKey coordinator, ToAgent.Welcome welcome);
}
