package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;

/**
 * Where a party finds the agent that was drawn for its relay.
 *
 * @param grant a {@link Grant}; its provider is the agent
 * @param agentHost an IP address
 */
public record RelayPlace(Envelope grant, String agentHost, int agentPort) {
  public RelayPlace {
    Text.requireLength("agentHost", agentHost, 2, 64);
    Text.requireRange("agentPort", agentPort, 1, 65_535);
  }
}
