package network.lumora.agent.trial;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * What an agent needs that challenges others.
 *
 * @param host the IP address at which provers reach it; empty for the one the coordinator sees
 * @param webSocket has the same number, over TCP
 * @param up what it can send a prover
 * @param down what it can take from one
 */
public record ChallengerRole(
    String host,
    ChallengerPort udp,
    ChallengerPort webSocket,
    BytesPerSecond up,
    BytesPerSecond down) {}
