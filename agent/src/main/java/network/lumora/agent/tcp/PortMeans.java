package network.lumora.agent.tcp;

import java.util.concurrent.Semaphore;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.WayOut;
import network.lumora.protocol.passage.PumpThreads;

/**
 * What all parties of a port share.
 *
 * @param streams how many more may lead out
 */
record PortMeans(RelayDesk desk, WayOut wayOut, PumpThreads threads, Semaphore streams) {}
