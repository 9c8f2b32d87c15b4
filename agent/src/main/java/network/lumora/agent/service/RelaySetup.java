package network.lumora.agent.service;

import java.net.InetSocketAddress;

/**
 * Where an agent lets parties of relays in, once its host agrees.
 *
 * @param listen TCP; port 0 is any
 * @param host the IP address to tell, empty for the one the coordinator sees
 */
public record RelaySetup(InetSocketAddress listen, String host) {}
