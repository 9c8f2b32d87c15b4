package network.lumora.agent.work;

import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Policy;

/** For whom and by which rules the agent works at present. */
public record Desk(PublicKey coordinator, Policy policy) {}
