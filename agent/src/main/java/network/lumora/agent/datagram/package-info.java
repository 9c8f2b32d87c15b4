/** Carries the datagrams of challenges over UDP, in time. */
@NullMarked
package network.lumora.agent.datagram;

import org.jspecify.annotations.NullMarked;
