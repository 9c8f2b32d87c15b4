package network.lumora.systemtests.bed;

import java.net.InetAddress;

/** A computer at home: the agent's, another device, a further identity. */
public record Host(Namespace namespace, InetAddress address) {}
