/** Carries the datagrams of challenges over WebSockets, for lines that UDP does not reach. */
@NullMarked
package network.lumora.agent.websocket;

import org.jspecify.annotations.NullMarked;
