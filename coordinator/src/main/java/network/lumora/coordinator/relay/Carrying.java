package network.lumora.coordinator.relay;

/**
 * How much is carried now.
 *
 * @param agents that may be asked
 * @param relays that agents were given, and have not ended
 */
public record Carrying(int agents, int relays) {}
