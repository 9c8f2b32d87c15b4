package network.lumora.agent.trial;

import java.util.Optional;
import network.lumora.agent.challenge.ChallengerPort;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What an agent needs that challenges others.
 *
 * @param host the IP address at which provers reach it; empty for the one the coordinator sees
 * @param webSocket has the same number, over TCP
 * @param certificate that WebSockets show, by its digest; empty if they are plain
 * @param up what it can send a prover
 * @param down what it can take from one
 */
public record ChallengerRole(
    String host,
    ChallengerPort udp,
    ChallengerPort webSocket,
    Optional<Sha256> certificate,
    BytesPerSecond up,
    BytesPerSecond down) {}
