package network.lumora.agent.service;

import java.net.InetSocketAddress;
import java.util.Optional;
import network.lumora.agent.websocket.ServerCertificate;

/**
 * Where an agent challenges the lines of others.
 *
 * @param listen UDP, and TCP for those whom UDP does not reach; port 0 is any
 * @param host the IP address to tell, empty for the one the coordinator sees
 * @param alone whether it does nothing else
 * @param certificate of its WebSockets; empty for plain ones
 */
public record ChallengerSetup(
    InetSocketAddress listen,
    String host,
    boolean alone,
    Optional<ServerCertificate> certificate) {}
